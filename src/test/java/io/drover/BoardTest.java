package io.drover;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.drover.ledger.Claim;
import io.drover.ledger.RepositoryOrigin;
import io.drover.ledger.Run;
import io.drover.sandbox.browser.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board as people use it, in a real browser; skipped where there is none. */
class BoardTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static BoardScene scene;
    private static EditedRoutes routes;
    private static Chromium chromium;
    private static Run parked;
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), Chromium.MISSING);
        routes = EditedRoutes.in(folder);
        scene = BoardScene.start(routes.settings());
        chromium = Chromium.start(program.get());
        Run done = begin("dzd_1/fraud1", "fraud");
        remember("build", "fraud1");
        remember("deploy", "fraud1");
        scene.ledger.finish(done);
        parked = begin("dzd_1/vision1", "vision");
        scene.ledger.park(parked, "Template 'vision' is not in acme/templates: add the folder.");
        begin("dzd_1/odd1", "<img src=x onerror=alert(1)>");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            scene.close();
        }
    }

    @BeforeEach
    void openTab() {
        openTab(new NewContextOptions());
    }

    private void openTab(NewContextOptions options) {
        context = chromium.browser().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add(dialog.message()));
        page.onRequest(requests::add);
    }

    @AfterEach
    void nothingWasWrong() {
        context.close();
        assertThat(complaints).isEmpty();
        assertThat(requests)
                .extracting(Request::url)
                .allMatch(url -> url.startsWith(scene.address("/")) || url.startsWith("data:"));
    }

    @Test
    void aProjectComesAndGoesOnWithoutAReload() {
        open("/");
        Run run = begin("dzd_1/live1", "live");
        assertThat(row("live")).containsText("running");

        scene.ledger.stepStarted(run.id(), "welcome", "Welcome the team");
        assertThat(row("live")).containsText("Welcome the team");

        scene.ledger.note(run.id(), "No space is in service yet");
        assertThat(row("live")).containsText("waiting");
        assertThat(row("live")).containsText("No space is in service yet");

        scene.ledger.finish(run);
        assertThat(row("live")).containsText("done");
        assertThat(page.locator("#say")).containsText("live: done");
    }

    @Test
    void aBrokenEditOfTheRoutesIsToldUntilItIsMended() {
        routes.write(EditedRoutes.FLOW, "- route: {");
        scene.lookAtRoutes();
        open("/");
        assertThat(page.locator("#routes")).containsText(EditedRoutes.FLOW + ":1:");

        routes.reset();
        scene.lookAtRoutes();
        page.reload();
        assertThat(page.locator("#machine")).containsText("GitHub");
        assertThat(page.locator("#routes")).isHidden();
    }

    @Test
    void theTimelineGrowsStepByStep() {
        Run run = begin("dzd_1/steps1", "steps");
        open("/#/projects/dzd_1/steps1");

        scene.ledger.stepStarted(run.id(), "bucket-access", "Bucket access");
        assertThat(page.locator(".step")).containsText(new String[] {"Bucket access"});
        scene.ledger.stepEnded(run.id(), "bucket-access", null);
        scene.ledger.stepStarted(run.id(), "welcome", "Welcome the team");
        scene.ledger.stepEnded(run.id(), "welcome", "GitHub answered 502");

        assertThat(page.locator(".step")).containsText(new String[] {"Bucket access", "Welcome the team"});
        assertThat(page.locator(".step").nth(0)).containsText("done");
        assertThat(page.locator(".step").nth(1)).containsText("failed");
        assertThat(page.locator(".step").nth(1)).containsText("GitHub answered 502");
        scene.ledger.finish(run);
    }

    @Test
    void atFirstFourRequestsShowTheList() {
        page.navigate(scene.address("/"));
        page.waitForSelector("#projects li");

        List<String> first = requests.stream()
                .map(request -> request.url().replace(scene.address(""), "").replaceFirst("\\?.*", ""))
                .filter(url -> !url.equals("/api/summary") && !url.startsWith("data:"))
                .distinct()
                .toList();

        assertThat(first).containsExactlyInAnyOrder("/", "/board.css", "/board.js", "/api/projects");
    }

    @Test
    void findsByStateNameAndRepositoryAndTheAddressSaysSo() {
        open("/");

        page.locator("nav button.PARKED").click();
        assertThat(page.locator("#projects li")).hasCount(1);
        assertThat(row("vision")).containsText("Template 'vision' is not in acme/templates");
        assertThat(page).hasURL(Pattern.compile(".*#/\\?state=PARKED$"));

        page.locator("nav button[data-state=ALL]").click();
        page.fill("#search", "FRAUD1-deploy");
        assertThat(page).hasURL(Pattern.compile(".*search=FRAUD1-deploy"));
        assertThat(page.locator("#projects li")).hasCount(1);
        assertThat(row("fraud")).containsText("deploy from bbbbbbb");

        page.fill("#search", "nothing like that");
        assertThat(page.locator("#empty")).containsText("No project fits");
    }

    @Test
    void aRepositoryThatIsBehindItsTemplateIsMarkedAndFound() {
        Run run = begin("dzd_1/stale1", "stale");
        RepositoryOrigin origin = origin("build", "stale1").withTree("1".repeat(40));
        scene.ledger.remember(origin);
        scene.ledger.finish(run);
        open("/");
        assertThat(row("stale")).not().containsText("behind");

        scene.ledger.mark(Map.of(origin, true));
        assertThat(row("stale")).containsText("template: 1 behind");
        page.locator("nav button[data-state=BEHIND]").click();

        assertThat(page.locator("#projects li")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*#/\\?behind=true$"));
        scene.ledger.mark(Map.of(origin, false));
        assertThat(page.locator("#empty")).containsText("No project fits");
    }

    @Test
    void anAddressLeadsToAProjectOrARun() {
        open("/#/projects/dzd_1/vision1?state=PARKED");

        assertThat(page.locator("#detail h2")).hasText("vision");
        assertThat(page.locator("#detail")).containsText("What to do:");
        assertThat(page.locator("#projects li")).hasCount(1);

        open("/#/runs/" + parked.id());
        assertThat(page.locator("#detail")).containsText(parked.id());

        open("/#/projects/dzd_1/nowhere");
        assertThat(page.locator("#detail")).containsText("knows no such project");
        // The browser itself complains of the 404.
        complaints.removeIf(text -> text.contains("404"));
    }

    @Test
    void theKeyboardIsEnough() {
        open("/");

        page.keyboard().press("/");
        page.keyboard().type("fraud");
        assertThat(page.locator("#projects li")).hasCount(1);
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#projects a.open")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#detail h2")).hasText("fraud");
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.locator("#projects a.open")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#search")).hasValue("");
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreen() {
        context.close();
        openTab(new NewContextOptions().setViewportSize(360, 740).setHasTouch(true));

        for (String path :
                List.of("/", "/#/projects/dzd_1/vision1", "/#/projects/dzd_1/fraud1", "/#/runs/" + parked.id())) {
            open(path);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void isDarkWhereTheBrowserIsOrSomebodyWantsIt() {
        context.close();
        openTab(new NewContextOptions().setColorScheme(ColorScheme.DARK));
        open("/");
        assertThat(background()).isEqualTo("rgb(20, 23, 27)");

        page.click("#theme");
        assertThat(background()).isEqualTo("rgb(246, 247, 249)");
        page.reload();
        assertThat(page.locator("#theme")).hasText("Theme: light");
        assertThat(background()).isEqualTo("rgb(246, 247, 249)");
    }

    @Test
    void retrySendsTheEventOfTheParkedRunBack() {
        List<Request> retries = new ArrayList<>();
        context.route(
                "**/api/dead-letters",
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                                "{\"letters\":[{\"id\":\"other\",\"run\":null},{\"id\":\"letter-1\",\"run\":\"%s\"}],\"more\":false}"
                                        .formatted(parked.id()))));
        context.route("**/api/dead-letters/letter-1/retry", route -> {
            retries.add(route.request());
            route.fulfill(
                    new FulfillOptions().setContentType("application/json").setBody("{\"done\":[],\"failed\":[]}"));
        });
        open("/#/projects/dzd_1/vision1");

        page.locator("#detail button.main").click();

        assertThat(page.locator("#say")).containsText("Sent back to its queue");
        assertThat(retries).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.headerValue("X-Drover-Request")).isEqualTo("true");
        });
    }

    @Test
    void textFromOutsideIsNeverMarkup() {
        open("/#/projects/dzd_1/odd1");

        assertThat(page.locator("#detail h2")).hasText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("img")).hasCount(0);
    }

    private void open(String path) {
        page.navigate("about:blank");
        page.navigate(scene.address(path));
        page.waitForSelector("body[data-ready]");
    }

    private com.microsoft.playwright.Locator row(String name) {
        return page.locator("#projects li")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHas(page.locator("a.open", new Page.LocatorOptions().setHasText(name))));
    }

    private String background() {
        return String.valueOf(page.evaluate("getComputedStyle(document.body).backgroundColor"));
    }

    private static Run begin(String subject, String name) {
        Claim claim = scene.ledger.claim("project-created", subject, "test", LEASE);
        scene.ledger.name(subject, name);
        return ((Claim.Granted) claim).run();
    }

    private static void remember(String role, String project) {
        scene.ledger.remember(origin(role, project));
    }

    private static RepositoryOrigin origin(String role, String project) {
        return new RepositoryOrigin(
                "acme/%s-%s".formatted(project, role),
                role,
                "dzd_1",
                project,
                "acme/templates",
                "main",
                "templates/regression/model_" + role,
                "b".repeat(40),
                null);
    }
}
