package io.drover.sandbox.crash;

import io.drover.event.BadEvents.BadEvent;
import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StandInMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of a load that is over: each event has one end, and each effect is there once. */
final class LoadCheck {
    private final Sandbox sandbox;
    private final Load load;
    private final List<String> failures = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();

    private LoadCheck(Sandbox sandbox, Load load) {
        this.sandbox = sandbox;
        this.load = load;
    }

    static LoadCheck of(Sandbox sandbox, Load load) {
        var check = new LoadCheck(sandbox, load);
        check.projects();
        check.models();
        check.deadLetters();
        check.failures.addAll(sandbox.violations());
        if (!load.isOver()) {
            check.lost.add("messages are left in the feeds");
        }
        return check;
    }

    private void projects() {
        for (ProjectScene project : load.projects()) {
            told(project.projectId(), "Drover Project Ready", project.domainId() + "/" + project.projectId());
            failures.addAll(Expectation.shortcomings(sandbox, project));
        }
        long created = sandbox.log()
                .calls(call -> call.operation().equals("POST /orgs/{org}/repos") && call.status() == 201)
                .size();
        if (created > load.projects().size()) {
            doubled.add("%d repositories were created for %d projects"
                    .formatted(created, load.projects().size()));
        }
    }

    private void models() {
        Map<String, Integer> runs = new HashMap<>();
        for (ProjectScene project : load.deployables()) {
            sandbox.gitHub()
                    .workflowRuns()
                    .runs(Sandbox.deployRepository(project))
                    .forEach(run ->
                            runs.merge(run.inputs().getOrDefault("model_package_arn", "no model"), 1, Integer::sum));
        }
        for (ModelPackageScene model : load.approved()) {
            told(model.arn(), "Drover Deployment Finished", model.arn());
            Integer times = runs.remove(model.arn());
            if (times == null) {
                lost.add(model.arn() + " was not deployed");
            } else if (times > 1) {
                doubled.add("%s was deployed %d times".formatted(model.arn(), times));
            }
        }
        runs.keySet().forEach(other -> doubled.add("a workflow run for " + other));
    }

    /** One run said so, perhaps again after a crash, and none said that it failed. */
    private void told(String what, String lastEvent, String resource) {
        List<OutcomeEvent> outcomes = sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.resources().contains(resource))
                .toList();
        Set<String> runs = outcomes.stream()
                .filter(outcome -> outcome.detailType().equals(lastEvent))
                .map(outcome -> outcome.detail().path("runId").asText())
                .collect(Collectors.toSet());
        if (runs.isEmpty()) {
            lost.add("%s has no '%s'".formatted(what, lastEvent));
        } else if (runs.size() > 1) {
            doubled.add("%s was done by %d runs".formatted(what, runs.size()));
        }
        outcomes.stream()
                .filter(outcome -> outcome.detailType().endsWith("Failed"))
                .forEach(outcome -> failures.add("%s: %s".formatted(what, outcome.detail())));
    }

    /** A message that is killed between its two queues may be in both: it comes again, and is parked again. */
    private void deadLetters() {
        Map<String, StandInMessage> letters = new HashMap<>();
        sandbox.aws()
                .messages(sandbox.aws().deadLettersQueue())
                .forEach(letter ->
                        letters.put(key(letter.attributes().getOrDefault("flow", ""), letter.body()), letter));
        for (Load.Bad bad : load.bad()) {
            BadEvent event = bad.event();
            StandInMessage letter = letters.remove(key(bad.flow(), event.body()));
            if (event.isParked() && letter == null) {
                lost.add("'%s' is not parked".formatted(event));
            } else if (!event.isParked() && letter != null) {
                failures.add("'%s' is parked".formatted(event));
            } else if (letter != null
                    && letter.attributes().getOrDefault("reason", "").isEmpty()) {
                failures.add("'%s' is parked without a reason".formatted(event));
            }
        }
        letters.values()
                .forEach(letter ->
                        failures.add("parked: " + letter.attributes().getOrDefault("reason", "without a reason")));
    }

    private static String key(String flow, String body) {
        return flow + " " + body;
    }

    List<String> failures() {
        return failures;
    }

    List<String> lost() {
        return lost;
    }

    List<String> doubled() {
        return doubled;
    }
}
