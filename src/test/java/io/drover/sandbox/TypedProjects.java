package io.drover.sandbox;

import io.drover.sandbox.aws.SageMakerProjectScene;
import io.drover.sandbox.http.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** SageMaker Projects of the shipped types in the sandbox: their templates, their products, and what their users choose. */
public final class TypedProjects {
    /** Who reviews and develops. */
    public static final String DEVELOPER = "alice";

    private static final Path TEMPLATES = Path.of("src", "test", "resources", "type-templates");

    /** Which product and which template is of which type, and whose the sandbox's account is; ends among the accounts. */
    public static final String REGISTRY = """
        products:
          prod-build-deploy: build-deploy
          prod-existing-repository: existing-repository
          prod-train-and-deploy: train-and-deploy
          prod-train: train
          prod-pipeline-promotion: pipeline-promotion
          prod-llm-training: llm-training
        templates:
          train: train
        accounts:
          - {name: retail, region: us-east-1, dev: "111122223333", preprod: "222233334444", prod: "333344445555"}
        """;

    /** The account of another business unit. */
    public static final String RESEARCH = "444455556666";

    public static final String RESEARCH_REGION = "eu-west-1";

    private static final String READER = "arn:aws:iam::444455556666:role/drover-reader";

    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private final Sandbox sandbox;

    public TypedProjects(Sandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.gitHub().user(DEVELOPER);
        sandbox.gitHub().commit(Sandbox.TEMPLATES, "main", files(), "Templates of the shipped types");
    }

    /** The types of SageMaker Projects in the JAR. */
    public static List<String> types() {
        return List.of(
                "build-deploy",
                "existing-repository",
                "train-and-deploy",
                "train",
                "pipeline-promotion",
                "llm-training");
    }

    /** Drover's environment with the registry of the sandbox, which is written into the folder. */
    public Map<String, String> environment(Path data) {
        return environment(data, REGISTRY);
    }

    private Map<String, String> environment(Path data, String registry) {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("DROVER_PROJECT_TYPES", registry(data, registry).toString());
        environment.put("DROVER_RETRAINING_QUIET_TIME", "2s");
        return environment;
    }

    /** As {@link #environment}, with one more business unit, whose account and region Drover looks into with a role. */
    public Map<String, String> environmentWithResearch(Path data) {
        sandbox.aws().assumableRole(READER, "acme-drover");
        return environment(
                data,
                REGISTRY
                        + "  - {name: research, region: %s, dev: \"%s\", reader-role: \"%s\", external-id: acme-drover}\n"
                                .formatted(RESEARCH_REGION, RESEARCH, READER));
    }

    /** A registry in a file. */
    public static Path registry(Path data, String yaml) {
        try {
            Files.createDirectories(data);
            return Files.writeString(data.resolve("project-types.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A project made from the product of this type, as SageMaker shows it when its stack is there. */
    public SageMakerProjectScene project(String type, String name) {
        SageMakerProjectScene project = sandbox.aws()
                .sageMakerProject(name)
                .product("prod-" + type)
                .parameter("GitUser", DEVELOPER)
                .parameter("ArtifactBucket", "sagemaker-artifacts")
                .parameter("PipelineRoleArn", "arn:aws:iam::111122223333:role/ml-project/pipeline");
        if (type.equals("existing-repository")) {
            String repository = Sandbox.ORGANIZATION + "/" + name;
            sandbox.gitHub()
                    .createRepository(
                            repository, TEMPLATES.resolve("build-deploy").resolve("deploy"));
            project.parameter("RepositoryName", repository).parameter("Workflow", "deploy_model_pipeline.yml");
        }
        return project;
    }

    public void send(String event) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), event);
    }

    public void sendToModels(String event) {
        sandbox.aws().send(sandbox.aws().modelEventsQueue(), event);
    }

    /** What a project's own stack gives its custom resource. */
    public static Map<String, String> request(SageMakerProjectScene project, String type) {
        return Map.of(
                "ProjectType",
                type,
                "SageMakerProjectName",
                project.name(),
                "SageMakerProjectId",
                project.id(),
                "GitUser",
                DEVELOPER,
                "ArtifactBucket",
                "sagemaker-artifacts",
                "PipelineRoleArn",
                "arn:aws:iam::111122223333:role/ml-project/pipeline");
    }

    /** As Drover's events name it. */
    public static String subject(SageMakerProjectScene project) {
        return "%s:%s/%s".formatted(project.account(), project.region(), project.group());
    }

    /** Until so many outcome events of this kind have told of the project. */
    public void awaitOutcome(String type, SageMakerProjectScene project, int number) {
        Awaitility.await(type + ": " + subject(project))
                .atMost(ENOUGH)
                .until(() -> sandbox.aws().outcomes().stream()
                                .filter(outcome -> outcome.detailType().equals(type)
                                        && outcome.resources().contains(subject(project)))
                                .count()
                        == number);
    }

    /** Until no event is waited for or worked on. */
    public void awaitQuiet() {
        List.of(sandbox.aws().projectEventsQueue(), sandbox.aws().modelEventsQueue())
                .forEach(queue -> Awaitility.await("no event in " + queue)
                        .atMost(ENOUGH)
                        .until(() -> sandbox.aws().messages(queue).isEmpty()));
    }

    /** What was written to GitHub since. */
    public List<Call> writesSince(Duration from) {
        return sandbox.gitHubCalls().stream()
                .filter(call -> call.started().compareTo(from) >= 0)
                .filter(Call::writes)
                .toList();
    }

    private static Map<String, String> files() {
        try (Stream<Path> all = Files.walk(TEMPLATES)) {
            Map<String, String> files = new HashMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(TEMPLATES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
