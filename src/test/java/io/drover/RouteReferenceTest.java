package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.route.RouteFile;
import io.drover.route.RouteRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/routes.md} names all that routes can use, and nothing else. */
class RouteReferenceTest {
    private static final String PAGE = page();
    private static final List<RouteFile> ROUTES = RouteFiles.packaged().stream()
            .map(location -> RouteSource.read(location).file())
            .toList();

    private static String page() {
        try {
            return Files.readString(Path.of("docs/routes.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itNamesEveryBean() {
        Set<String> rows = section("## Beans", "## Sub-routes")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> words("`(\\w+)`", line.split("\\|", -1)[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows).isEqualTo(new TreeSet<>(RouteChecks.beans().types().keySet()));
    }

    @Test
    void itNamesEveryMethodThatTheShippedRoutesCall() {
        String beans = section("## Beans", "These are named");

        assertThat(RouteRules.methods(ROUTES))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(beans).contains("`" + method + "`"));
    }

    @Test
    void itNamesEverySubRoute() {
        assertThat(words("`direct:([a-z-]+)`", section("## Sub-routes", "## Properties")))
                .isEqualTo(RouteRules.subRoutes(ROUTES));
    }

    @Test
    void itNamesEveryPropertyThatTheShippedRoutesSet() {
        String properties = section("## Properties", "## Settings");

        assertThat(RouteRules.properties(ROUTES))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(properties).contains("`" + property + "`"));
    }

    private static String section(String from, String to) {
        return PAGE.substring(PAGE.indexOf(from), PAGE.indexOf(to));
    }

    private static Set<String> words(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
