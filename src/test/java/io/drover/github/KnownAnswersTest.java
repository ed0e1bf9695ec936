package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {
    private final KnownAnswers answers = new KnownAnswers();

    private static URI target(int number) {
        return URI.create("https://api.github.com/repos/acme/docs/actions/runs/" + number);
    }

    @Test
    void anAnswerWithATagIsKeptUntilAnotherTakesItsPlace() {
        answers.keep(target(1), 200, "\"a\"", new byte[] {1});
        answers.keep(target(1), 200, "\"b\"", new byte[] {2});

        assertThat(answers.find(target(1))).hasValueSatisfying(known -> {
            assertThat(known.tag()).isEqualTo("\"b\"");
            assertThat(known.body()).containsExactly(2);
        });
    }

    @Test
    void anAnswerThatCannotBeAskedForConditionallyTakesTheLastOneAway() {
        answers.keep(target(1), 200, "\"a\"", new byte[10]);
        answers.keep(target(2), 200, "\"a\"", new byte[10]);

        answers.keep(target(1), 404, "\"b\"", new byte[10]);
        answers.keep(target(2), 200, "", new byte[10]);

        assertThat(answers.find(target(1))).isEmpty();
        assertThat(answers.find(target(2))).isEmpty();
        assertThat(answers.bytes()).isZero();
    }

    @Test
    void manyLargeAnswersTakeNoMoreThanTheirPlaceAndTheLongestUnusedGoesFirst() {
        int size = 1 << 20;
        for (int number = 0; number < 3; number++) {
            answers.keep(target(number), 200, "\"a\"", new byte[size]);
        }
        answers.find(target(0));

        answers.keep(target(3), 200, "\"a\"", new byte[size]);

        assertThat(answers.find(target(1))).isEmpty();
        assertThat(answers.find(target(0))).isPresent();
        assertThat(answers.find(target(2))).isPresent();
        assertThat(answers.find(target(3))).isPresent();
        assertThat(answers.bytes()).isLessThanOrEqualTo(4 << 20);
    }

    @Test
    void anAnswerLargerThanThePlaceOfAllLeavesTheOthersWhereTheyAre() {
        answers.keep(target(1), 200, "\"a\"", new byte[10]);

        answers.keep(target(2), 200, "\"a\"", new byte[5 << 20]);

        assertThat(answers.find(target(1))).isPresent();
        assertThat(answers.find(target(2))).isEmpty();
    }
}
