package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What monitoring is told must be what Drover tells. */
class MonitoringTest {
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final Path FOLDER = Path.of("infra/monitoring");

    @Test
    void everyMetricOfTheRulesAndTheDashboardIsExplained() throws IOException {
        assertThat(metrics("drover-alerts.yaml")).isNotEmpty().isSubsetOf(explained());
        assertThat(metrics("drover-dashboard.json")).isNotEmpty().isSubsetOf(explained());
    }

    @Test
    void theDashboardShowsEveryMetricThatSomebodyCanActOn() throws IOException {
        Set<String> missing = new TreeSet<>(explained());
        missing.removeAll(metrics("drover-dashboard.json"));

        assertThat(missing).containsExactly("drover_github_settings_are_content");
    }

    @Test
    void everyAlertHasASectionThatSaysWhatToDoAndNoSectionIsWithoutOne() throws IOException {
        List<String> sections = Pattern.compile("(?m)^### (Drover\\w+)$")
                .matcher(Files.readString(OPERATIONS))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(sections).containsExactlyElementsOf(alerts());
    }

    @Test
    void panelsOfTheDashboardDoNotCoverEachOther() throws IOException {
        Set<String> cells = new TreeSet<>();
        List<String> covered = new ArrayList<>();
        for (JsonNode panel :
                new ObjectMapper().readTree(file("drover-dashboard.json")).path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    String cell =
                            (at.path("x").asInt() + x) + "/" + (at.path("y").asInt() + y);
                    if (!cells.add(cell)) {
                        covered.add(panel.path("title").asText() + " at " + cell);
                    }
                }
            }
        }

        assertThat(covered).isEmpty();
        assertThat(cells).hasSizeGreaterThan(100);
    }

    /** In the order of the file. */
    private static List<String> alerts() throws IOException {
        return Pattern.compile("(?m)^ +- alert: (\\w+)$")
                .matcher(file("drover-alerts.yaml"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> metrics(String file) throws IOException {
        return names("drover_[a-z_]+", file(file))
                .map(name -> name.replaceFirst("_seconds_(sum|count)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> explained() throws IOException {
        return names("`(drover_[a-z_]+)`", Files.readString(OPERATIONS))
                .map(name -> name.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group());
    }

    private static String file(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }
}
