package io.drover.sandbox;

import io.drover.project.Project;
import io.drover.sandbox.github.GitHubStandIn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A project gets its two repositories; then the same event comes again, and nothing may change. */
public final class OnboardingScenario implements Scenario {
    private static final String PROJECT = "churn1";

    @Override
    public CompletableFuture<Void> run(FastGitHub gitHub) {
        Project project = gitHub.project(PROJECT);
        List<Deliveries.Step> steps = gitHub.onboarding(project);
        return gitHub.deliveries()
                .deliver(steps)
                .thenCompose(done -> gitHub.deliveries().deliver(steps));
    }

    @Override
    public Map<String, Object> endState(FastGitHub gitHub) {
        GitHubStandIn standIn = gitHub.standIn();
        Map<String, Object> state = new TreeMap<>();
        state.put("repositories", standIn.repositories());
        String template = standIn.commits(Sandbox.TEMPLATES, "main").get(0);
        for (String name : standIn.repositories()) {
            state.put("description of " + name, String.valueOf(standIn.description(name)));
            state.put("private " + name, standIn.isPrivate(name));
            state.put("secrets of " + name, new TreeMap<>(standIn.secrets(name)));
            state.put("variables of " + name, new TreeMap<>(standIn.variables(name)));
            state.put("commits of " + name, standIn.commits(name, "main").size());
            Map<String, String> files = new TreeMap<>();
            // The template commit's id depends on the time.
            standIn.files(name, "main")
                    .forEach((path, file) -> files.put(
                            path, file.executable() + " " + file.text().replace(template, "TEMPLATE")));
            state.put("files of " + name, files);
        }
        return state;
    }
}
