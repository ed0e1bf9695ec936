package io.drover.sandbox.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectResources;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.github.StandInFile;
import io.drover.sandbox.github.StandInRun;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that can be seen of one project on GitHub and AWS, without what differs between two projects that fare the same: ids that follow from the
 * project's own, random ones, and how often an outcome was told.
 */
final class EndState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RANDOM_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern RUN_NUMBER = Pattern.compile("/actions/runs/\\d+");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final Sandbox sandbox;
    private final Map<String, String> ownIds = new LinkedHashMap<>();

    private EndState(Sandbox sandbox, ProjectScene project) {
        this.sandbox = sandbox;
        ProjectResources resources = project.resources();
        // Before the project's id, which is a part of it.
        ownIds.put(resources.executionRoleName(), "ROLE");
        ownIds.put(resources.artifactBucket(), "BUCKET");
        ownIds.put(project.sageMakerDomainId(), "SAGEMAKER-DOMAIN");
        ownIds.put(project.projectId(), "PROJECT");
    }

    /** Names what it is, and shows it; secrets as a hash. */
    static Map<String, Object> of(Sandbox sandbox, ProjectScene project) {
        var state = new EndState(sandbox, project);
        Map<String, Object> all = new TreeMap<>();
        sandbox.gitHub().repositories().stream()
                .filter(name -> name.contains(project.projectId()))
                .forEach(name -> state.repository(name, all));
        Map<String, JsonNode> policies = new TreeMap<>();
        sandbox.aws()
                .rolePolicies(project.resources().executionRoleName())
                .forEach((name, document) -> policies.put(name, json(state.alike(document))));
        all.put("policies of the role", policies);
        all.put("outcomes", state.outcomes());
        all.put(
                "dead letters",
                sandbox.aws().messages(sandbox.aws().deadLettersQueue()).stream()
                        .filter(message -> message.body().contains(project.projectId()))
                        .map(message -> message.attributes().getOrDefault("reason", "without a reason"))
                        .toList());
        return all;
    }

    private void repository(String name, Map<String, Object> all) {
        GitHubStandIn gitHub = sandbox.gitHub();
        String its = " of " + alike(name);
        all.put("description" + its, alike(String.valueOf(gitHub.description(name))));
        all.put("privacy" + its, gitHub.isPrivate(name));
        Map<String, String> secrets = alike(gitHub.secrets(name));
        secrets.replaceAll((secret, value) -> hash(value));
        all.put("secrets" + its, secrets);
        all.put("variables" + its, alike(gitHub.variables(name)));
        all.put("commits" + its, gitHub.commits(name, "main").size());
        Map<String, String> files = new TreeMap<>();
        gitHub.files(name, "main").forEach((path, file) -> files.put(alike(path), shown(file)));
        all.put("files" + its, files);
        all.put(
                "workflow runs" + its,
                gitHub.workflowRuns().runs(name).stream().map(this::shown).toList());
    }

    private String shown(StandInFile file) {
        return file.executable() + " " + hash(alike(file.text()));
    }

    private String shown(StandInRun run) {
        return alike(
                "%s %s %s %s".formatted(run.workflow(), run.branch(), new TreeMap<>(run.inputs()), run.conclusion()));
    }

    private Set<String> outcomes() {
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.source().equals("drover"))
                .map(this::shown)
                .filter(shown -> shown.contains("PROJECT"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String shown(OutcomeEvent outcome) {
        return alike(outcome.detailType() + " " + outcome.resources() + " " + outcome.detail());
    }

    private Map<String, String> alike(Map<String, String> values) {
        Map<String, String> alike = new TreeMap<>();
        values.forEach((name, value) -> alike.put(alike(name), alike(value)));
        return alike;
    }

    private String alike(String text) {
        String alike = text;
        for (Map.Entry<String, String> each : ownIds.entrySet()) {
            alike = alike.replace(each.getKey(), each.getValue());
        }
        alike = RANDOM_ID.matcher(alike).replaceAll("UUID");
        alike = RUN_NUMBER.matcher(alike).replaceAll("/actions/runs/RUN");
        return TIME.matcher(alike).replaceAll("TIME");
    }

    /** Two documents may say the same in another order. */
    private static JsonNode json(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A policy is no JSON: " + document, e);
        }
    }

    /** Short, and no secret in a report of failures. */
    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
