package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/permissions.md gives a reason for each permission. */
class PermissionsPageTest {
    private static final Pattern ACTION = Pattern.compile("`([a-z]+:[A-Z]\\w+)`");

    @Test
    void hasEveryPermissionAndNoOther() throws IOException {
        assertThat(rows().flatMap(row -> actions(row.get(0))).distinct())
                .containsExactlyInAnyOrderElementsOf(NeededActions.granted());
    }

    @Test
    void saysOnWhatWhereAndWhy() throws IOException {
        assertThat(rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSize(4).noneMatch(String::isBlank));
    }

    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/permissions.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
    }

    private static Stream<String> actions(String cell) {
        return ACTION.matcher(cell).results().map(found -> found.group(1));
    }
}
