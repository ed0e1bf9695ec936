package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.DeadLettersRequest.Verb;
import io.drover.console.Selection;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersRequestTest {
    @Test
    void readsWhatTheHelpShows() {
        assertThat(read("list --json"))
                .isEqualTo(new DeadLettersRequest(Verb.LIST, Selection.all(), null, OptionalInt.empty(), false, true));
        assertThat(read("retry 0a1b2c3d 4e5f --to model-events"))
                .isEqualTo(new DeadLettersRequest(
                        Verb.RETRY,
                        Selection.of(List.of("0a1b2c3d", "4e5f")),
                        "model-events",
                        OptionalInt.empty(),
                        false,
                        false));
        assertThat(read("retry --all").which()).isEqualTo(Selection.all());
        assertThat(read("drop --all --yes").which()).isEqualTo(Selection.all());
        assertThat(read("drop 0a1b2c3d").which().ids()).containsExactly("0a1b2c3d");
        assertThat(read("redrive --to project-events --rate 20 --force"))
                .isEqualTo(new DeadLettersRequest(
                        Verb.REDRIVE, Selection.all(), "project-events", OptionalInt.of(20), true, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Say what to do with dead letters: list, show, retry, drop or redrive.",
                "purge | Say what to do with dead letters: list, show, retry, drop or redrive, not 'purge'.",
                "list 0a1b2c3d | list takes no id.",
                "list --all | list has no option --all.",
                "show | show takes one id.",
                "show 0a1b 2c3d | show takes one id.",
                "retry | retry takes ids, or --all.",
                "retry --all 0a1b2c3d | retry takes ids, or --all.",
                "retry 0a1 | That is no id of a dead letter: give at least its first 4 characters.",
                "retry ../../x | That is no id of a dead letter: give at least its first 4 characters.",
                "retry --to | --to needs a value.",
                "drop --all | drop --all deletes every dead letter for good: add --yes if that is meant.",
                "redrive | redrive needs --to project-events or --to model-events.",
                "redrive --to project-events --rate fast | --rate needs a number."
            })
    void refusesWhatCannotBeMeant(String arguments, String said) {
        assertThatThrownBy(() -> read(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(said);
    }

    private static DeadLettersRequest read(String arguments) {
        return DeadLettersRequest.read(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1)));
    }
}
