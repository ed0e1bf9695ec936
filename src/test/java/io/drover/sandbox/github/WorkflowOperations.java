package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Workflows: look, dispatch. Refusals are in GitHub's words as people quote them in public; they are in no description. */
final class WorkflowOperations {
    private static final String WORKFLOW = "/repos/{owner}/{repo}/actions/workflows/{workflow_id}";

    private final WorkflowFiles files;
    private final WorkflowRuns runs;
    private final WorkflowRunJson json;
    private final Supplier<Account> tokenUser;

    WorkflowOperations(WorkflowFiles files, WorkflowRuns runs, WorkflowRunJson json, Supplier<Account> tokenUser) {
        this.files = files;
        this.runs = runs;
        this.json = json;
        this.tokenUser = tokenUser;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", WORKFLOW + "/dispatches", "actions=write", this::dispatch),
                Route.of("GET", WORKFLOW, "actions=read", this::get));
    }

    private Response get(RestCall call) throws IOException {
        Optional<String> path = files.find(call.repository(), call.variable("workflow_id"));
        if (path.isEmpty()) {
            return Answers.notFound();
        }
        ObjectId head = Objects.requireNonNull(
                Refs.commit(call.repository(), call.repository().defaultBranch()));
        WorkflowFile file = files.read(call.repository(), head, path.get()).orElseThrow();
        return Answers.json(200, json.workflow(call.repository(), path.get(), file));
    }

    private Response dispatch(RestCall call) throws IOException {
        Repository repository = call.repository();
        boolean asksForRun = call.body().has("return_run_details");
        if (asksForRun && !runs.returnsRunDetails()) {
            // https://github.com/benc-uk/workflow-dispatch/issues/86
            return Answers.error(422, "Invalid request.\n\n\"return_run_details\" is not a permitted key.");
        }
        Optional<String> path = files.find(repository, call.variable("workflow_id"));
        if (path.isEmpty() || runs.takeUnindexed(repository)) {
            return Answers.notFound();
        }
        String ref = call.text("ref", "");
        ObjectId commit = branchOrTag(repository, ref);
        if (commit == null) {
            return Answers.error(422, "No ref found for: " + ref);
        }
        Optional<WorkflowFile> file = files.read(repository, commit, path.get());
        Map<String, WorkflowFile.Input> declared =
                file.map(WorkflowFile::inputs).orElse(null);
        if (file.isEmpty() || declared == null) {
            return Answers.error(422, "Workflow does not have 'workflow_dispatch' trigger");
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        call.body()
                .path("inputs")
                .properties()
                .forEach(input -> inputs.put(input.getKey(), input.getValue().asText()));
        Optional<String> wrong = wrong(declared, inputs);
        if (wrong.isPresent()) {
            return Answers.error(422, wrong.get());
        }
        declared.forEach((name, input) -> inputs.putIfAbsent(name, input.absent()));
        DispatchedRun run = runs.begin(
                repository,
                path.get(),
                file.get(),
                ref.replaceFirst("^refs/(heads|tags)/", ""),
                commit.name(),
                inputs,
                tokenUser.get());
        boolean details = call.body().path("return_run_details").asBoolean();
        return details ? Answers.json(200, details(run)) : Response.empty(204);
    }

    private ObjectNode details(DispatchedRun run) {
        return Answers.object()
                .put("workflow_run_id", run.origin().id())
                .put("run_url", json.url(run))
                .put("html_url", json.page(run));
    }

    private static Optional<String> wrong(Map<String, WorkflowFile.Input> declared, Map<String, String> given) {
        List<String> unexpected = given.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .toList();
        if (!unexpected.isEmpty()) {
            JsonNode names = JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(unexpected.stream()
                            .map(name -> (JsonNode) JsonNodeFactory.instance.textNode(name))
                            .toList());
            return Optional.of("Unexpected inputs provided: " + names);
        }
        for (Map.Entry<String, WorkflowFile.Input> each : declared.entrySet()) {
            String name = each.getKey();
            WorkflowFile.Input input = each.getValue();
            String value = given.getOrDefault(name, input.absent());
            if (input.required() && value.isEmpty()) {
                return Optional.of("Required input '" + name + "' not provided");
            }
            if (!input.options().isEmpty()
                    && !value.isEmpty()
                    && !input.options().contains(value)) {
                return Optional.of(
                        "Provided value '%s' for input '%s' not in the list of allowed values".formatted(value, name));
            }
        }
        return Optional.empty();
    }

    /** Unlike elsewhere the id of a commit is no ref here. */
    private static @Nullable ObjectId branchOrTag(Repository repository, String ref) throws IOException {
        String name = ref.replaceFirst("^refs/(heads|tags)/", "");
        for (String full : List.of(Constants.R_HEADS + name, Constants.R_TAGS + name)) {
            if (repository.git().exactRef(full) != null && (!ref.startsWith("refs/") || ref.equals(full))) {
                return Refs.commit(repository, full);
            }
        }
        return null;
    }
}
