package io.drover;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.drover.ledger.Check;
import io.drover.ledger.ProjectState;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.SpaceScene;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.browser.Chromium;
import io.drover.sandbox.github.RunStep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plays some projects in the sandbox and takes the pictures of README.md: run it after the page has changed. */
final class BoardPictures {
    private BoardPictures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "docs");
        try (var scene = BoardScene.start(Map.of("DROVER_RETRY_DELAY", "20s"));
                var chromium = Chromium.start(Chromium.find().orElseThrow())) {
            Projects projects = play(scene);
            try (var desk = context(chromium, 1120, 680, ColorScheme.LIGHT)) {
                Page page = desk.newPage();
                open(page, scene, "/");
                page.screenshot(to(folder, "board-list"));
                open(page, scene, "/#/projects/" + BoardScene.subject(projects.deployed()));
                page.screenshot(to(folder, "board-timeline"));
                open(page, scene, "/#/projects/" + BoardScene.subject(projects.parked()));
                page.screenshot(to(folder, "board-failure"));
            }
            try (var phone = context(chromium, 360, 740, ColorScheme.LIGHT)) {
                Page page = phone.newPage();
                open(page, scene, "/");
                page.screenshot(to(folder, "board-phone"));
            }
            try (var night = context(chromium, 1120, 680, ColorScheme.DARK)) {
                Page page = night.newPage();
                open(page, scene, "/#/projects/" + BoardScene.subject(projects.waiting()));
                page.screenshot(to(folder, "board-dark"));
            }
        }
        Runtime.getRuntime().exit(0);
    }

    private record Projects(ProjectScene deployed, ProjectScene parked, ProjectScene waiting) {}

    private static Projects play(BoardScene scene) {
        ProjectScene fraud = scene.create("7m2k8fraud", "fraud");
        scene.awaitState(fraud, ProjectState.DONE);
        ProjectScene demand = scene.create("2b4n6demand", "demand-forecast");
        scene.awaitState(demand, ProjectState.DONE);
        scene.ledger.checked(new Check(
                BoardScene.subject(demand),
                Instant.now(),
                List.of("Secret REGION of %s is missing.".formatted(demand.repository()))));
        ModelGroupScene models = scene.sandbox.aws().models(fraud);
        models.register().approve("Error below the threshold");
        scene.awaitOutcomes("Drover Deployment Finished", 1);
        scene.sandbox
                .gitHub()
                .workflowRuns()
                .plan(
                        Sandbox.deployRepository(fraud),
                        List.of(
                                RunStep.queued(),
                                RunStep.inProgress(Duration.ofSeconds(2)),
                                RunStep.completed(Duration.ofSeconds(1), "failure")));
        models.register().approve("Error below the threshold");
        scene.awaitOutcomes("Drover Deployment Finished", 2);
        ProjectScene vision =
                scene.sandbox.project("9q2w1vision").name("vision").profile("kq8z3x5c7v9b1n", "Computer vision");
        scene.send(vision);
        scene.awaitState(vision, ProjectState.PARKED);
        ProjectScene pricing =
                scene.sandbox.aws().project("5t7y9pricing").name("pricing").repository("acme-ml/pricing-build", "main");
        scene.send(pricing);
        ProjectScene churn = scene.sandbox
                .project("4x7p9q2w1e3r5t")
                .name("churn")
                .spaces(new SpaceScene("default-space", "alice", StatusScript.always("Pending")));
        scene.send(churn);
        scene.awaitState(churn, ProjectState.WAITING);
        scene.awaitState(pricing, ProjectState.WAITING);
        return new Projects(fraud, vision, pricing);
    }

    private static BrowserContext context(Chromium chromium, int width, int height, ColorScheme colors) {
        return chromium.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(colors));
    }

    private static void open(Page page, BoardScene scene, String path) {
        page.navigate("about:blank");
        page.navigate(scene.address(path));
        page.waitForSelector("body[data-ready]");
        page.waitForSelector("#machine meter, #machine b");
    }

    private static Page.ScreenshotOptions to(Path folder, String name) {
        return new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png"));
    }
}
