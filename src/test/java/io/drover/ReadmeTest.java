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
    void listsEveryGitHubPermissionThatTheShippedRoutesNeedAndNoOther() throws Exception {
        Set<String> needed = ShippedRoutes.usage().permissions().stream()
                .map(permission ->
                        permission.toString().replaceFirst("^actions_", "").replace('_', ' '))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found("(?m)^\\| (\\w[\\w ]*: (?:read|write)) \\|", "**GitHub App**", "## Operate it"))
                .isEqualTo(needed);
    }

    /** In lower case but for AWS actions. */
    private static Set<String> found(String pattern, String from, String to) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String part = readme.substring(readme.indexOf(from), readme.indexOf(to, readme.indexOf(from)));
        return Pattern.compile(pattern)
                .matcher(part)
                .results()
                .map(found -> found.group(1))
                .map(name -> name.matches("[A-Z].*") ? name.toLowerCase(Locale.ROOT) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
