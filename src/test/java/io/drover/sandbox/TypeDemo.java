package io.drover.sandbox;

import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.SageMakerProjectScene;
import io.drover.sandbox.github.StandInRun;
import io.drover.sandbox.http.Call;
import io.drover.type.PackagedTypes;
import io.drover.type.ProjectType;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code mvn -Psandbox -Ddemo=once -Dtype=train}: plays the life of a SageMaker project of a shipped type, or of each ({@code all}), through
 * the packaged JAR, and ends in failure unless everything is as the type says.
 */
final class TypeDemo {
    private final PrintStream out;
    private final Sandbox sandbox;
    private final TypedProjects projects;
    private final List<String> wrong = new ArrayList<>();

    private TypeDemo(PrintStream out, Sandbox sandbox) {
        this.out = out;
        this.sandbox = sandbox;
        this.projects = new TypedProjects(sandbox);
    }

    /**
     * @param type {@code all}, or one of {@link TypedProjects#types()}
     * @param data folder of Drover's own, for its ledger
     * @throws IllegalStateException when something is not as it should be
     */
    static void play(PrintStream out, Sandbox sandbox, String type, Path data) throws InterruptedException {
        List<String> types = type.equals("all") ? TypedProjects.types() : List.of(type);
        if (!TypedProjects.types().containsAll(types)) {
            throw new IllegalArgumentException("There is no type '%s' to be played: -Dtype is one of all, %s."
                    .formatted(type, String.join(", ", TypedProjects.types())));
        }
        var demo = new TypeDemo(out, sandbox);
        Map<String, String> environment = demo.projects.environment(data);
        environment.put("DROVER_PROJECT_ON_DELETION", "archive");
        try (DroverJar drover = DroverJar.start(environment, null)) {
            types.forEach(demo::live);
            drover.terminate();
        }
        demo.conclude();
    }

    private void live(String name) {
        ProjectType type = PackagedTypes.read().get(name);
        say("");
        say("A data scientist creates project 'churn' from the product '%s' in SageMaker Studio.".formatted(name));
        SageMakerProjectScene project =
                projects.project(name, "churn-" + name).parameter("BringYourOwnContainer", "true");
        Duration from = sandbox.log().now();
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        projects.awaitQuiet();
        List<String> repositories = repositories(project);
        repositories.forEach(this::show);
        count(since(from, sandbox.gitHubCalls()), since(from, sandbox.awsCalls()));
        expect(
                repositories.size() == type.repositories().size(),
                "Type %s has %d repositories, GitHub has %s"
                        .formatted(name, type.repositories().size(), repositories));

        say("It is gone through once more: nothing may be written.");
        Duration again = sandbox.log().now();
        projects.send(project.updateProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 2);
        projects.awaitQuiet();
        expect(projects.writesSince(again).isEmpty(), "The second run wrote to GitHub: " + projects.writesSince(again));

        approve(project, type);
        delete(project, type);
    }

    private void approve(SageMakerProjectScene project, ProjectType type) {
        boolean deploys = type.on().modelApproved() != null;
        say("A version of its model is approved: %s.".formatted(deploys ? "it is deployed" : "nothing may happen"));
        int before = runs(project).size();
        ModelPackageScene model = sandbox.aws().models(project).register();
        model.approve("Error below the threshold");
        projects.awaitQuiet();
        List<StandInRun> runs = runs(project);
        runs.forEach(run -> say("  %s  %s  %s".formatted(run.title(), run.status(), run.conclusion())));
        expect(
                runs.size() == before + (deploys ? 1 : 0),
                "The approval made %d workflow runs".formatted(runs.size() - before));
    }

    private void delete(SageMakerProjectScene project, ProjectType type) {
        say("The project is deleted: what Drover made is archived.");
        project.gone();
        projects.send(project.deleteProjectEvent());
        projects.awaitOutcome("Drover Project Deleted", project, 1);
        long archived = repositories(project).stream()
                .filter(sandbox.gitHub()::isArchived)
                .count();
        long made = type.repositories().values().stream()
                .filter(repository -> !repository.existing())
                .count();
        expect(archived == made, "%d repositories are archived, Drover made %d".formatted(archived, made));
    }

    private List<String> repositories(SageMakerProjectScene project) {
        String own = project.parameters().getOrDefault("RepositoryName", "");
        return sandbox.gitHub().repositories().stream()
                .filter(repository -> repository.contains(project.group()) || repository.equals(own))
                .toList();
    }

    private List<StandInRun> runs(SageMakerProjectScene project) {
        return repositories(project).stream()
                .flatMap(repository -> sandbox.gitHub().workflowRuns().runs(repository).stream())
                .toList();
    }

    private void show(String repository) {
        say("git clone %s/%s.git".formatted(sandbox.gitHub().gitUrl(), repository));
        say("  secrets       "
                + String.join(
                        ", ", new TreeSet<>(sandbox.gitHub().secrets(repository).keySet())));
        say("  variables     " + new TreeMap<>(sandbox.gitHub().variables(repository)));
        sandbox.gitHub().environments(repository).forEach(name -> {
            var protection = sandbox.gitHub().protection(repository, name).orElseThrow();
            say("  environment   %s, %d reviewers, branches: %s"
                    .formatted(name, protection.reviewers().size(), protection.branches()));
        });
        say("  files         " + sandbox.gitHub().files(repository, "main").size());
    }

    private void count(List<Call> gitHub, List<Call> aws) {
        long git = gitHub.stream().filter(call -> call.system().equals("git")).count();
        long writes = gitHub.stream()
                .filter(call -> call.system().equals("github"))
                .filter(Call::writes)
                .count();
        say("GitHub REST requests %d (%d writes), git requests %d, AWS requests %d (without SQS)."
                .formatted(gitHub.size() - git, writes, git, aws.size()));
    }

    private void conclude() {
        wrong.addAll(sandbox.violations());
        say("");
        if (!wrong.isEmpty()) {
            wrong.forEach(sentence -> say("✕ " + sentence));
            throw new IllegalStateException("Not everything is as its type says");
        }
        say(
                "✓ Everything is as its type says; second runs wrote nothing; every request fits GitHub's and AWS's own descriptions.");
    }

    private void expect(boolean fine, String otherwise) {
        if (!fine) {
            wrong.add(otherwise);
        }
    }

    private static List<Call> since(Duration from, List<Call> calls) {
        return calls.stream()
                .filter(call -> call.started().compareTo(from) >= 0)
                .toList();
    }

    private void say(String line) {
        out.println(line);
    }
}
