package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * AWS on this machine, for the real SDK over HTTP: SQS by ElasticMQ, the rest small and checked against AWS's own
 * models. Over 200 lines because it is the one thing a test has to know.
 */
public final class AwsStandIn implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    public static final String REGION = "us-east-1";

    /** The domain of a project that names none. */
    public static final String DOMAIN = "dzd_4f3k2example";

    private static final String PROJECT_EVENTS = "project-events";
    private static final String MODEL_EVENTS = "model-events";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String OUTCOMES = "outcomes";

    private final Violations violations = new Violations();
    private final Refusals refusals = new Refusals();
    private final Scenes scenes;
    private final Iam iam;
    private final Sts sts;
    private final SecretsManager secrets;
    private final ElasticMq queues;
    private final Sqs sqs;
    private final EventBridge events;
    private final SageMakerModels models;
    private final Gateway gateway;
    private final LocalServer server;

    public AwsStandIn(CallLog log) {
        this(log, InstantSource.system());
    }

    /**
     * @param clock for statuses that advance with time, and all times in answers and events; queues always go by real
     *     time
     */
    public AwsStandIn(CallLog log, InstantSource clock) {
        scenes = new Scenes(clock);
        iam = new Iam(scenes);
        sts = new Sts(clock);
        secrets = new SecretsManager(clock);
        server = new LocalServer(0, this::answer);
        queues = new ElasticMq(server.port());
        sqs = new Sqs(queues);
        events = new EventBridge(clock, queues, violations);
        models = new SageMakerModels(scenes, events);
        gateway = new Gateway(services(), refusals, violations, log);
        String redrive = "{\"deadLetterTargetArn\":\"arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + DEAD_LETTERS
                + "\",\"maxReceiveCount\":\"12\"}";
        queues.create(DEAD_LETTERS, Json.object());
        queues.create(OUTCOMES, Json.object());
        for (String feed : List.of(PROJECT_EVENTS, MODEL_EVENTS)) {
            queues.create(feed, Json.object().put("VisibilityTimeout", "60").put("RedrivePolicy", redrive));
        }
        iam.addRole("drover", "{}");
        events.rule("model-feed", "{\"detail-type\":[\"SageMaker Model Package State Change\"]}", MODEL_EVENTS);
        events.rule("drover-outcomes", "{\"detail-type\":[{\"prefix\":\"Drover \"}]}", OUTCOMES);
    }

    private List<Service> services() {
        Map<String, Operation> dataZone = new HashMap<>(new DataZoneProjects(scenes).operations());
        dataZone.putAll(new DataZoneEnvironments(scenes).operations());
        Map<String, Operation> sageMaker = new HashMap<>(new SageMaker(scenes).operations());
        sageMaker.putAll(new SageMakerSpaces(scenes).operations());
        sageMaker.putAll(new SageMakerProjects(scenes).operations());
        sageMaker.putAll(models.operations());
        return List.of(
                Service.of("datazone", "datazone", Service.Codes.REST, dataZone),
                Service.of("sagemaker", "sagemaker", Service.Codes.JSON, sageMaker),
                Service.of("iam", "iam", Service.Codes.QUERY, iam.operations()),
                Service.of("sts", "sts", Service.Codes.QUERY, sts.operations()),
                Service.of(
                        "cloudformation",
                        "cloudformation",
                        Service.Codes.QUERY,
                        new CloudFormation(scenes).operations()),
                Service.of("secretsmanager", "secretsmanager", Service.Codes.JSON, secrets.operations()),
                Service.of("events", "events", Service.Codes.JSON, events.operations()),
                Service.of(
                        "tagging", "resourcegroupstaggingapi", Service.Codes.TAGGING, new Tagging(scenes).operations()),
                Service.of("sqs", "sqs", Service.Codes.SQS, sqs.operations()));
    }

    private Response answer(Request request) {
        return gateway.answer(request);
    }

    /** What a process needs in its environment to take this for AWS. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                server.url(),
                "AWS_ENDPOINT_URL_SQS",
                server.url(),
                "AWS_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                "AKIAEXAMPLESANDBOX00",
                "AWS_SECRET_ACCESS_KEY",
                "sandbox-secret");
    }

    /** For latency and faults. */
    public LocalServer server() {
        return server;
    }

    public String projectEventsQueue() {
        return queues.url(PROJECT_EVENTS);
    }

    /** Where a rule sends every change of a model package, edits of metadata as well as approvals. */
    public String modelEventsQueue() {
        return queues.url(MODEL_EVENTS);
    }

    public String deadLettersQueue() {
        return queues.url(DEAD_LETTERS);
    }

    /** Where a rule sends every event, of any bus, whose detail-type begins with {@code Drover }. */
    public String outcomesQueue() {
        return queues.url(OUTCOMES);
    }

    /** Puts a message into a queue; neither logged nor delayed nor failing. */
    public void send(String queueUrl, String body) {
        queues.send(name(queueUrl), body);
    }

    /**
     * What is in a queue, in flight or not, oldest first. Looking changes nothing; it may be some milliseconds late.
     */
    public List<StandInMessage> messages(String queueUrl) {
        return queues.contents().of(name(queueUrl));
    }

    public int waiting(String queueUrl) {
        return queues.count(queueUrl, "ApproximateNumberOfMessages");
    }

    public int inFlight(String queueUrl) {
        return queues.count(queueUrl, "ApproximateNumberOfMessagesNotVisible");
    }

    /**
     * Long polls that wait now end without messages. Call it after killing a receiver: its poll would go on here and
     * take the next message away for a visibility timeout.
     */
    public void abandonReceives() {
        sqs.abandonReceives();
    }

    /** How many ReceiveMessage calls are being answered now: a consumer that waits for messages is one. */
    public int receiving() {
        return sqs.receiving();
    }

    private static String name(String queueUrl) {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    /** The scene of this project in {@link #DOMAIN}; the same one for the same id. */
    public ProjectScene project(String projectId) {
        return project(DOMAIN, projectId);
    }

    /** The scene of this project; the same one for the same ids. */
    public ProjectScene project(String domainId, String projectId) {
        return scenes.project(domainId, projectId);
    }

    /** The model package group of a project, with the tags that name it. */
    public ModelGroupScene models(ProjectScene project) {
        return models.group(project.resources().modelPackageGroupArn());
    }

    /**
     * The scene of this SageMaker project, which is in the stand-in's own account and region unless the scene says otherwise; the same
     * one for the same name.
     */
    public SageMakerProjectScene sageMakerProject(String name) {
        return scenes.sageMakerProject(name);
    }

    /** The model package group of a SageMaker project, with the tags that name it. */
    public ModelGroupScene models(SageMakerProjectScene project) {
        return models.group(project.groupArn());
    }

    /** A model package group of nobody's: without tags, until {@link #tags} gives it some. */
    public ModelGroupScene modelGroup(String name) {
        String arn = "arn:aws:sagemaker:" + REGION + ":" + ACCOUNT + ":model-package-group/" + name;
        scenes.tag(arn, Map.of());
        return models.group(arn);
    }

    /** So many SageMaker domains of other people's, listed first. */
    public void foreignSageMakerDomains(int count) {
        scenes.foreignDomains(count);
    }

    /** Lists give at most so many items a page, whatever was asked for. */
    public void pagesOf(int items) {
        scenes.pageLimit(items);
    }

    /** Tags of a resource, as AddTags would add them; the resource exists from now on. */
    public void tags(String arn, Map<String, String> tags) {
        scenes.tag(arn, tags);
    }

    /** One more IAM role; those of the projects and the one of {@link #environment} exist by themselves. */
    public void role(String name) {
        role(name, "{}");
    }

    /** One more IAM role, with its trust policy. */
    public void role(String name, String trustPolicy) {
        iam.addRole(name, trustPolicy);
    }

    /** From now on STS gives credentials of this role; of others it gives none. */
    public void assumableRole(String arn) {
        sts.add(arn, "");
    }

    /** As {@link #assumableRole(String)}, but only to whoever gives this external id. */
    public void assumableRole(String arn, String externalId) {
        sts.add(arn, externalId);
    }

    /** IAM finds no policy that allows these actions; calls are answered all the same. */
    public void forbid(String... actions) {
        iam.forbid(List.of(actions));
    }

    /** What IAM finds allowed, by action and ARN; calls are answered all the same. */
    public void policy(BiPredicate<String, String> allows) {
        iam.policy(allows);
    }

    /** One more queue, without a redrive policy. */
    public String queue(String name) {
        queues.create(name, Json.object());
        return queues.url(name);
    }

    /** One more rule, on every bus, to a queue of this name. */
    public void rule(String name, String pattern, String queue) {
        events.rule(name, pattern, queue);
    }

    /** An event that an AWS service puts on the default bus, in its envelope. */
    public void event(String envelope) {
        events.send((ObjectNode) Json.read(envelope));
    }

    /** Inline policies of a role: name to JSON document as it was put. */
    public Map<String, String> rolePolicies(String roleName) {
        return iam.policies(roleName);
    }

    /** A secret, or a new version of it. */
    public void secret(String id, String value) {
        secrets.put(id, value);
    }

    /** Every event that PutEvents accepted, in order. */
    public List<OutcomeEvent> outcomes() {
        return events.events();
    }

    /** The next entries of PutEvents fail, in answers that succeed. */
    public void failNextEntries(int count) {
        events.failNextEntries(count);
    }

    /**
     * The next calls are throttled, in the service's own words.
     *
     * @param system as in the call log, say {@code datazone}
     */
    public void throttle(String system, String operation, int times) {
        refusals.plan(
                system, operation, times, service -> AwsError.of(service.codes().throttled(), "Rate exceeded"));
    }

    /** The next calls are denied, in the service's own words. */
    public void deny(String system, String operation, int times) {
        refusals.plan(
                system,
                operation,
                times,
                service -> AwsError.of(
                        service.codes().denied(),
                        service.codes().deniedStatus(),
                        "User: arn:aws:sts::" + ACCOUNT + ":assumed-role/drover/sandbox is not authorized to perform: "
                                + system + ":" + operation));
    }

    /** The next calls are refused with this error of the model. */
    public void refuse(String system, String operation, int times, String code, String message) {
        refusals.plan(system, operation, times, service -> AwsError.of(code, message));
    }

    /** Requests and answers that do not fit AWS's models, a line each; empty when all is well. */
    public List<String> violations() {
        return violations.lines();
    }

    @Override
    public void close() {
        server.close();
        queues.close();
    }
}
