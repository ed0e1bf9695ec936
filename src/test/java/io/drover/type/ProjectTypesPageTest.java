package io.drover.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/project-types.md names each key, each fact and each shipped type, and no other. */
class ProjectTypesPageTest {
    private static final Pattern WORD = Pattern.compile("`([a-z.-]+)`");

    private final String page = page();

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("### Accounts", BusinessUnit.class),
                Arguments.of("### A type", ProjectType.class),
                Arguments.of("### A repository", RepositoryType.class),
                Arguments.of("| Key of `template`", TemplatePlace.class),
                Arguments.of("### An environment", EnvironmentType.class),
                Arguments.of("| Key of `on`", ProjectType.Reactions.class),
                Arguments.of("The first three are workflows:", WorkflowStart.class));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theTableBelowNamesEachKey(String above, Class<?> keys) {
        assertThat(firstCells(above))
                .isEqualTo(Arrays.stream(keys.getRecordComponents())
                        .map(component -> new KebabCaseStrategy().translate(component.getName()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theTableOfFactsHasAllThatTextsMayName() {
        Set<String> facts = new TreeSet<>(known("smus"));
        facts.addAll(known("other"));
        // Known to image-pushed only; and the key that brings facts of one's own.
        facts.addAll(Set.of("image.repository", "image.digest", "image.tag", "choices"));

        assertThat(firstCells("## Facts")).isEqualTo(facts);
    }

    @Test
    void everyShippedTypeIsThere() {
        assertThat(firstCells("## The shipped types"))
                .isEqualTo(PackagedTypes.read().types().keySet().stream()
                        .filter(name -> !name.equals(ProjectTypes.STUDIO))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What may be named, as the complaint about an unknown name lists it. */
    private static Set<String> known(String type) {
        String sentence =
                PackagedTypes.of("""
            types:
              %s: {repositories: {build: {existing: true, name: "{x}"}}}
            """.formatted(type)).problems().get(0).sentence();
        return Set.of(sentence.replaceFirst(".*one of (.*)\\.", "$1").split(", "));
    }

    /** Words in the first column of the first table at or below this text. */
    private Set<String> firstCells(String above) {
        assertThat(page).contains(above);
        return page.substring(page.indexOf(above))
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .flatMap(line -> WORD.matcher(line.split("\\|", -1)[1]).results())
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("docs/project-types.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
