package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/sagemaker-projects.md tells of each template what Drover is told by it. */
class SageMakerProjectsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| .* \\| (.*) \\|$");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    private final String page = page();

    @Test
    void everyTemplateIsThereWithItsOwnProperties() {
        Map<String, Set<String>> rows =
                ROW.matcher(page).results().collect(Collectors.toMap(row -> row.group(1), row -> words(row.group(2))));

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(Template.products().stream()
                        .map(SageMakerProjectsPageTest::type)
                        .toList());
        for (Template product : Template.products()) {
            Set<String> told = new TreeSet<>(properties(product));
            told.removeAll(inAll());
            assertThat(rows.get(type(product))).as(type(product)).isEqualTo(told);
        }
    }

    @Test
    void whatAllTellIsNamed() {
        assertThat(words(page)).containsAll(inAll()).contains("Repositories");
    }

    private static Set<String> inAll() {
        Set<String> common = new TreeSet<>(properties(Template.products().get(0)));
        Template.products().forEach(product -> common.retainAll(properties(product)));
        return common;
    }

    private static List<String> properties(Template product) {
        return Yaml.names(product.resource("Project").path("Properties")).stream()
                .filter(name -> !name.equals("ServiceToken"))
                .toList();
    }

    private static String type(Template product) {
        return product.name().replace("products/", "");
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("docs/sagemaker-projects.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
