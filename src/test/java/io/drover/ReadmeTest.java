package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(drover\\.[a-z.-]+)` \\|");

    @Test
    void listsEverySettingAndNoOther() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));
        while (rows.find()) {
            listed.add(rows.group(1));
        }

        assertThat(listed).isEqualTo(SettingsKeys.all());
    }

    @Test
    void setsEverySettingWithoutADefaultAndNoOtherBeforeItStartsDrover() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Set<String> required = Pattern.compile("(?m)^\\| `drover\\.[a-z.-]+` \\| `(DROVER_\\w+)` \\| – \\|")
                .matcher(readme)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found("(?m)^export (DROVER_\\w+)=", "## Run it", "**EventBridge rules**"))
                .isEqualTo(required)
                .isNotEmpty();
    }

    @Test
    void listsEveryGitHubPermissionThatTheShippedRoutesNeedAndNoOther() throws Exception {
        Set<String> needed = ShippedRoutes.usage().permissions().stream()
                .map(permission ->
                        permission.toString().replaceFirst("^actions_", "").replace('_', ' '))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found("(?m)^\\| (\\w[\\w ]*: (?:read|write)) \\|", "**GitHub App**", "## Operate it").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyElementsOf(needed);
    }

    private static Set<String> found(String pattern, String from, String to) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String part = readme.substring(readme.indexOf(from), readme.indexOf(to, readme.indexOf(from)));
        return Pattern.compile(pattern)
                .matcher(part)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
