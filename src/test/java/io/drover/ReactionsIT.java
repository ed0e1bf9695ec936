package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.TypedProjects;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.SageMakerProjectScene;
import io.drover.sandbox.aws.StackAnswers;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.http.CallLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the packaged JAR does when it gets each sample event, and that it does nothing more when the same one comes again. Over 200 lines
 * because the table and what its words mean stand together.
 */
class ReactionsIT {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    private static final String REGISTRY = """
        products: {prod-abcdzk7xy33qa: train-and-deploy}
        templates: {MLOpsGitHubActions: build-deploy}
        accounts:
          - {name: retail, region: eu-west-1, dev: "111122223333", preprod: "444455556666", prod: "777788889999"}
        """;

    /** File, queue, what there is before, what happens, and with which repository, or for which reason. */
    private static final String TABLE = """
        cloudtrail-create-project-servicecatalog      | projects | PROJECT      | ONBOARDS        | -model-training
        cloudtrail-create-project-cfn-resource        | projects | PROJECT      | ONBOARDS        | -model-training
        cloudtrail-create-project-s3-template         | projects | OF_TEMPLATE  | ONBOARDS        | -build
        cloudtrail-create-project-seed1               | projects | PROJECT      | ONBOARDS        | -model-training
        cloudtrail-create-project-failed              | projects | NOTHING      | NOTHING         |
        cloudtrail-servicecatalog-provision-product   | projects | PROJECT      | NOTHING         |
        cloudtrail-update-project                     | projects | ONBOARDED    | RECONCILES      |
        cloudtrail-delete-project                     | projects | DELETED      | ARCHIVES        | -model-training
        cfn-stack-create-complete                     | projects | PROJECT      | NOTHING         |
        cfn-stack-in-progress                         | projects | PROJECT      | NOTHING         |
        cfn-stack-other                               | projects | PROJECT      | NOTHING         |
        cfn-stack-s3-template                         | projects | OF_TEMPLATE  | NOTHING         |
        cfn-stack-delete-complete                     | projects | DELETED      | ARCHIVES        | -model-training
        cfn-stack-rollback                            | projects | ROLLED_BACK  | ARCHIVES        | -model-training
        custom-resource-create                        | projects | PROJECT      | ANSWERS_FAILED  | has no property ProjectType
        custom-resource-update                        | projects | PROJECT      | ANSWERS_FAILED  | has no property ProjectType
        custom-resource-delete                        | projects | PROJECT      | ANSWERS_SUCCESS |
        sqs-envelope-sns-custom-resource              | projects | PROJECT      | ANSWERS_FAILED  | has no property ProjectType
        datazone-create-project                       | projects | PROJECT      | ONBOARDS        | -deploy-repo
        datazone-create-project-hidden                | projects | PROJECT      | ONBOARDS        | -deploy-repo
        datazone-create-project-no-parameters         | projects | PROJECT      | ONBOARDS        | -deploy-repo
        datazone-create-project-failed                | projects | NOTHING      | NOTHING         |
        datazone-delete-project                       | projects | DELETED      | ARCHIVES        | -deploy-repo
        datazone-environment-deployment-completed     | projects | PROJECT      | NOTHING         |
        datazone-environment-deployment-failed        | projects | PROJECT      | NOTHING         |
        datazone-environment-deployment-started       | projects | PROJECT      | NOTHING         |
        model-package-approved                        | models   | REGISTERED   | DISPATCHES      | -model-deployment-real-time
        sqs-envelope-eventbridge                      | models   | REGISTERED   | DISPATCHES      | -model-deployment-real-time
        model-package-registered                      | models   | ONBOARDED    | TELLS_REVIEWERS |
        model-package-rejected                        | models   | REGISTERED   | NOTHING         |
        model-package-metadata-update                 | models   | REGISTERED   | NOTHING         |
        cloudtrail-update-model-package               | models   | REGISTERED   | NOTHING         |
        cloudtrail-update-model-package-edit          | models   | REGISTERED   | NOTHING         |
        cloudtrail-update-model-package-failed        | models   | REGISTERED   | NOTHING         |
        ecr-image-push                                | models   | ONBOARDED    | DISPATCHES      | -model-training
        ecr-image-push-failed                         | models   | ONBOARDED    | NOTHING         |
        ecr-image-push-other                          | models   | ONBOARDED    | NOTHING         |
        ecr-image-delete                              | models   | ONBOARDED    | NOTHING         |
        pipeline-execution-failed                     | models   | ONBOARDED    | OPENS_ISSUE     | -model-training
        pipeline-execution-succeeded                  | models   | ONBOARDED    | NOTHING         |
        endpoint-in-service                           | models   | ONBOARDED    | NOTHING         |
        github-webhook-workflow-run                   | models   | ONBOARDED    | PARKED          | no EventBridge event
        seed4-trigger-input                           | models   | ONBOARDED    | PARKED          | no EventBridge event
        """;

    private enum Before {
        NOTHING,
        /** AWS has made it, Drover has not heard of it. */
        PROJECT,
        /** So, from a template in S3. */
        OF_TEMPLATE,
        /** A custom resource has got its repositories, then the stack was rolled back. */
        ROLLED_BACK,
        /** Drover has made everything. */
        ONBOARDED,
        /** So, and AWS has deleted it since. */
        DELETED,
        /** Onboarded, with three versions of a model. */
        REGISTERED
    }

    private enum Reaction {
        NOTHING,
        ONBOARDS,
        RECONCILES,
        ARCHIVES,
        TELLS_REVIEWERS,
        DISPATCHES,
        OPENS_ISSUE,
        ANSWERS_SUCCESS,
        ANSWERS_FAILED,
        PARKED
    }

    /**
     * @param name the project's, other than that of any other row
     * @param with how the repository's name ends, or part of the reason
     */
    private record Row(String name, String event, String queue, Before before, Reaction reaction, String with) {
        static Row of(int number, String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(
                    "churn-" + number,
                    cells[0].strip(),
                    cells[1].strip(),
                    Before.valueOf(cells[2].strip()),
                    Reaction.valueOf(cells[3].strip()),
                    cells[4].strip());
        }

        boolean ofStudio() {
            return event.startsWith("datazone-");
        }

        @Override
        public String toString() {
            return event + " → " + reaction;
        }
    }

    @TempDir
    static Path data;

    private static final CallLog ANSWERS_LOG = new CallLog();

    private static Sandbox sandbox;
    private static TypedProjects projects;
    private static StackAnswers stacks;
    private static DroverJar drover;

    @BeforeAll
    static void start() {
        sandbox = new Sandbox();
        projects = new TypedProjects(sandbox);
        stacks = new StackAnswers(ANSWERS_LOG);
        sandbox.gitHub().user("jane-lead");
        sandbox.gitHub().member(Sandbox.ORGANIZATION, "jane-lead");
        Map<String, String> environment = new HashMap<>(projects.environment(data));
        environment.put("AWS_REGION", SampleEvent.REGION);
        environment.put(
                "DROVER_PROJECT_TYPES", TypedProjects.registry(data, REGISTRY).toString());
        environment.put("DROVER_PROJECT_ON_DELETION", "archive");
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "200ms");
        drover = DroverJar.start(environment, data.resolve("output.txt"));
    }

    @AfterAll
    static void stop() {
        drover.close();
        stacks.close();
        sandbox.close();
    }

    @AfterEach
    void everythingFitsTheDescriptionsAndNoAddressOfAnAnswerIsTold() {
        assertThat(sandbox.violations()).isEmpty();
        assertThat(stacks.violations()).isEmpty();
        assertThat(drover.output()).doesNotContain(StackAnswers.CANARY);
    }

    private static Stream<Row> rows() {
        List<String> lines = TABLE.lines().toList();
        return Stream.iterate(0, number -> number + 1)
                .limit(lines.size())
                .map(number -> Row.of(number, lines.get(number)));
    }

    @Test
    void eachSampleHasARow() {
        assertThat(rows().map(Row::event)).containsExactlyInAnyOrderElementsOf(SampleEvent.names());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void reacts(Row row) {
        SampleEvent event = prepare(row);
        String request = row.name();
        Seen before = Seen.now(row);

        send(row, event.request(request).answeredAt(stacks.url(request)));

        Seen after = Seen.now(row);
        List<String> outcomes = after.outcomes()
                .subList(before.outcomes().size(), after.outcomes().size());
        List<String> parked =
                after.parked().subList(before.parked().size(), after.parked().size());
        switch (row.reaction()) {
            case ONBOARDS -> {
                assertThat(outcomes).containsExactly("Drover Project Ready");
                assertThat(before.repository()).isEmpty();
                assertThat(after.repository()).isNotEmpty();
            }
            case ARCHIVES -> {
                assertThat(outcomes).containsExactly("Drover Project Deleted");
                assertThat(sandbox.gitHub().isArchived(after.repository())).isTrue();
            }
            case DISPATCHES -> assertThat(after.runs()).isEqualTo(before.runs() + 1);
            case OPENS_ISSUE -> assertThat(after.issues()).isEqualTo(before.issues() + 1);
            case TELLS_REVIEWERS -> assertThat(outcomes).containsExactly("Drover Model Registered");
            case RECONCILES -> assertThat(outcomes).containsExactly("Drover Project Ready");
            case PARKED ->
                assertThat(parked)
                        .singleElement()
                        .satisfies(reason -> assertThat(reason).contains(row.with()));
            case ANSWERS_SUCCESS -> assertThat(answers(request)).containsExactly("SUCCESS ");
            case ANSWERS_FAILED ->
                assertThat(answers(request))
                        .singleElement()
                        .satisfies(answer ->
                                assertThat(answer).startsWith("FAILED ").contains(row.with()));
            case NOTHING -> assertThat(outcomes).isEmpty();
        }
        if (row.reaction() != Reaction.PARKED) {
            assertThat(parked).isEmpty();
            assertThat(outcomes).noneMatch(type -> type.endsWith("Failed"));
        }
        if (!List.of(Reaction.ONBOARDS, Reaction.ARCHIVES, Reaction.DISPATCHES, Reaction.OPENS_ISSUE)
                .contains(row.reaction())) {
            assertThat(projects.writesSince(before.at())).isEmpty();
        }

        send(row, event.request(request).answeredAt(stacks.url(request)));

        assertThat(projects.writesSince(after.at())).isEmpty();
        assertThat(answers(request)).hasSizeLessThan(2);
    }

    /**
     * What there is.
     *
     * @param outcomes kinds of all outcome events
     * @param parked reasons of all dead letters
     * @param repository the row's; empty when it is not there
     */
    private record Seen(
            Duration at, List<String> outcomes, List<String> parked, String repository, int runs, int issues) {
        static Seen now(Row row) {
            String repository = sandbox.gitHub().repositories().stream()
                    .filter(name -> name.contains(row.name() + "-") && name.endsWith(row.with()))
                    .findFirst()
                    .orElse("");
            boolean there = !repository.isEmpty() && !row.with().isEmpty();
            return new Seen(
                    sandbox.log().now(),
                    sandbox.aws().outcomes().stream()
                            .map(OutcomeEvent::detailType)
                            .toList(),
                    sandbox.aws().messages(sandbox.aws().deadLettersQueue()).stream()
                            .map(StandInMessage::attributes)
                            .map(attributes -> attributes.getOrDefault("reason", ""))
                            .toList(),
                    repository,
                    there ? sandbox.gitHub().workflowRuns().runs(repository).size() : 0,
                    there ? sandbox.gitHub().issues(repository).size() : 0);
        }
    }

    /** Brings about what there is before; answers the event about the row's project. */
    private static SampleEvent prepare(Row row) {
        SampleEvent event = SampleEvent.of(row.event());
        if (row.before() == Before.NOTHING) {
            return event;
        }
        if (row.ofStudio()) {
            ProjectScene project = studioProject(row);
            if (row.before() != Before.PROJECT) {
                onboard(row, project.createProjectEvent());
                project.gone();
            }
            return event.about(project);
        }
        SageMakerProjectScene project = stackProject(row);
        switch (row.before()) {
            case ROLLED_BACK -> {
                project.status(StatusScript.always("CreateFailed"));
                projects.send(project.customResource(
                        "Create",
                        null,
                        TypedProjects.request(project, "train"),
                        stacks.url(row.name() + "-before"),
                        row.name() + "-before"));
                await().atMost(ENOUGH)
                        .until(() -> !answers(row.name() + "-before").isEmpty());
                projects.awaitQuiet();
            }
            case ONBOARDED -> onboard(row, project.createProjectEvent());
            case DELETED -> {
                onboard(row, project.createProjectEvent());
                project.gone();
            }
            case REGISTERED -> {
                onboard(row, project.createProjectEvent());
                ModelGroupScene models = sandbox.aws().models(project);
                for (int version = 1; version <= 3; version++) {
                    models.register();
                }
                projects.awaitQuiet();
            }
            default -> {}
        }
        return event.about(project);
    }

    private static ProjectScene studioProject(Row row) {
        String repository = Sandbox.ORGANIZATION + "/" + row.name() + "-build";
        sandbox.gitHub().createRepository(repository);
        return sandbox.aws()
                .project(SampleEvent.DOMAIN, row.name() + "-p")
                .account(AwsStandIn.ACCOUNT, SampleEvent.REGION)
                .repository(repository, "main");
    }

    private static SageMakerProjectScene stackProject(Row row) {
        SageMakerProjectScene project = sandbox.aws()
                .sageMakerProject(row.name())
                .account(AwsStandIn.ACCOUNT, SampleEvent.REGION)
                .parameter("GitUser", "jane-lead")
                .parameter("Inference", "real-time")
                .parameter("BringYourOwnContainer", "true")
                .parameter("ArtifactBucket", "sagemaker-artifacts")
                .parameter("PipelineRoleArn", "arn:aws:iam::111122223333:role/ml-project/pipeline");
        return row.before() == Before.OF_TEMPLATE
                ? project.template("MLOpsGitHubActions")
                : project.product("prod-abcdzk7xy33qa");
    }

    private static void onboard(Row row, String created) {
        int ready = ready();
        projects.send(created);
        await("onboarding of " + row.name()).atMost(ENOUGH).until(() -> ready() > ready);
        projects.awaitQuiet();
    }

    private static int ready() {
        return (int) sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.detailType().equals("Drover Project Ready"))
                .count();
    }

    private static void send(Row row, SampleEvent event) {
        if (row.queue().equals("models")) {
            projects.sendToModels(event.body());
        } else {
            projects.send(event.body());
        }
        projects.awaitQuiet();
    }

    private static List<String> answers(String request) {
        return stacks.answers().stream()
                .filter(answer -> answer.requestId().equals(request))
                .map(answer -> answer.body().path("Status").asText() + " "
                        + answer.body().path("Reason").asText())
                .toList();
    }
}
