package io.drover;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.drover.ledger.Claim;
import io.drover.ledger.RepositoryOrigin;
import io.drover.ledger.Run;
import io.drover.sandbox.browser.Chromium;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast the board is with many projects: fills a ledger, asks the API, opens the page. Argument: number of projects. */
final class BoardMeasure {
    private static final Duration LEASE = Duration.ofHours(1);

    private final PrintStream out = System.out;
    private final BoardScene scene;

    private BoardMeasure(BoardScene scene) {
        this.scene = scene;
    }

    public static void main(String[] arguments) throws Exception {
        int projects = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        try (var scene = BoardScene.start(Map.of());
                var chromium = Chromium.start(Chromium.find().orElseThrow())) {
            var measure = new BoardMeasure(scene);
            measure.fill(projects);
            measure.api();
            measure.page(chromium);
        }
        Runtime.getRuntime().exit(0);
    }

    private void fill(int projects) {
        for (int i = 0; i < projects; i++) {
            String project = "p%05d".formatted(i);
            String subject = "dzd_4f3k2example/" + project;
            Run run = ((Claim.Granted) scene.ledger.claim("project-created", subject, "measure", LEASE)).run();
            scene.ledger.name(subject, "project " + i);
            for (String step : List.of("Deploy repository")) {
                scene.ledger.stepStarted(run.id(), step, step);
                scene.ledger.stepEnded(run.id(), step, null);
            }
            for (String role : List.of("build", "deploy")) {
                scene.ledger.remember(new RepositoryOrigin(
                        "acme-ml/%s-%s".formatted(project, role),
                        role,
                        "dzd_4f3k2example",
                        project,
                        "acme-ml/templates",
                        "main",
                        "templates/regression/model_" + role,
                        "a".repeat(40),
                        null));
            }
            if (i % 50 == 0) {
                scene.ledger.park(run, "Template 'vision' is not in acme-ml/templates: add the folder.");
            } else if (i % 20 != 0) {
                scene.ledger.finish(run);
            }
        }
        out.printf("MEASURE %,d projects%n", projects);
    }

    private void api() throws Exception {
        for (String path : List.of(
                "/api/projects",
                "/api/projects?limit=2000",
                "/api/projects?after=500",
                "/api/projects?state=PARKED",
                "/api/projects?search=p00042",
                "/api/projects/dzd_4f3k2example/p00042",
                "/api/summary")) {
            int bytes = 0;
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                long began = System.nanoTime();
                bytes = scene.get(path).body().length();
                millis.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
            }
            millis.sort(null);
            out.printf(
                    "MEASURE %-42s median %4d ms, slowest %4d ms, %,9d bytes%n",
                    path, millis.get(millis.size() / 2), millis.get(millis.size() - 1), bytes);
        }
    }

    private void page(Chromium chromium) {
        Page page = chromium.browser().newContext().newPage();
        List<String> requests = new ArrayList<>();
        page.onRequest((Request request) -> requests.add(request.url().replace(scene.address(""), "")));
        long began = System.nanoTime();
        page.navigate(scene.address("/"));
        page.waitForSelector("#projects li");
        out.printf("MEASURE first list after %d ms, requests %s%n", since(began), requests);
        long more = System.nanoTime();
        page.click("#more button");
        page.locator("#projects li:nth-child(2000)")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        out.printf("MEASURE 2,000 rows shown %d ms after the click%n", since(more));
        page.waitForSelector("#machine b");
        long search = System.nanoTime();
        page.fill("#search", "p00042");
        page.locator("#projects li:only-child").waitFor();
        out.printf("MEASURE found one of all after %d ms (200 ms of them are the pause after typing)%n", since(search));
    }

    private static long since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
