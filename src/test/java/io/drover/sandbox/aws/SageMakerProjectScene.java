package io.drover.sandbox.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SageMaker project, the kind that a product or a template makes, as a test wants it. Untouched, it is one of a Service Catalog product,
 * completed, in the stand-in's own account and region. May be changed while it is played. Over 200 lines because it is the vocabulary of a
 * test in one place; what its events look like is in {@link SageMakerProjectEvents}.
 */
public final class SageMakerProjectScene {
    private final String name;
    private final InstantSource clock;
    private final Instant created;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> failedExecutions = new LinkedHashMap<>();

    private String account = AwsStandIn.ACCOUNT;
    private String region = AwsStandIn.REGION;
    private String productId = "prod-sandbox00001";
    private StatusScript status = StatusScript.always("CreateCompleted");
    private @Nullable String template;
    private @Nullable String failure;
    private boolean gone;

    SageMakerProjectScene(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        this.created = clock.instant();
    }

    /** The Service Catalog product that it is made from. */
    public synchronized SageMakerProjectScene product(String id) {
        productId = id;
        return this;
    }

    /** It is made from a CloudFormation template in S3, not from a product. */
    public synchronized SageMakerProjectScene template(String called) {
        template = called;
        return this;
    }

    /** What the person chose in the form; adds or replaces one. */
    public synchronized SageMakerProjectScene parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    /** ProjectStatus; every DescribeProject is a poll. The stack's status follows it. */
    public synchronized SageMakerProjectScene status(StatusScript statuses) {
        status = statuses;
        return this;
    }

    /** AWS's reason why it failed. */
    public synchronized SageMakerProjectScene failure(String message) {
        failure = message;
        return this;
    }

    /** From now on SageMaker knows nothing of it; CloudFormation still knows the deleted stack by its ARN. */
    public synchronized SageMakerProjectScene gone() {
        gone = true;
        return this;
    }

    /** Where it is: only calls by credentials of that account for that region see it. Before its models are asked for. */
    public synchronized SageMakerProjectScene account(String id, String inRegion) {
        account = id;
        region = inRegion;
        return this;
    }

    public String name() {
        return name;
    }

    public String id() {
        return "p-" + token("id", 12);
    }

    public synchronized String account() {
        return account;
    }

    public synchronized String region() {
        return region;
    }

    public String arn() {
        return sageMaker("project/" + name);
    }

    /** Its model package group, and its pipeline. */
    public String group() {
        return name + "-" + id();
    }

    public synchronized String productId() {
        return productId;
    }

    /** Empty when it is made from a product. */
    public synchronized Optional<String> template() {
        return Optional.ofNullable(template);
    }

    public synchronized Map<String, String> parameters() {
        return new LinkedHashMap<>(parameters);
    }

    public String stackArn() {
        String uuid = token("stack", 32).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        return arn("cloudformation", "stack/" + stackName() + "/" + uuid);
    }

    /** A person creates it in Studio. */
    public String createProjectEvent() {
        return events().created();
    }

    /** The person is refused: there is one of this name already. */
    public String createProjectRefusedEvent() {
        return events().refused();
    }

    /** A person changes parameters; the event has those that there are now. */
    public String updateProjectEvent() {
        return events().updated();
    }

    /** A person deletes it; the event has only the name. */
    public String deleteProjectEvent() {
        return events().deleted();
    }

    /** The stack came to this status, say {@code CREATE_COMPLETE}. */
    public String stackEvent(String stackStatus) {
        return events().stack(stackStatus);
    }

    /** An image was pushed to a repository of the project's account. */
    public String imagePushedEvent(String repository, String digest, String tag) {
        return events().imagePushed(repository, digest, tag);
    }

    /** An execution of its pipeline failed. The event has no reason, as AWS's has none: DescribePipelineExecution tells it. */
    public synchronized String pipelineFailedEvent(String reason) {
        String execution = pipelineArn() + "/execution/" + token("execution" + failedExecutions.size(), 12);
        failedExecutions.put(execution, reason);
        return events().pipelineFailed(execution);
    }

    /**
     * A request to a custom resource of its stack, in SNS's envelope: the body of the message in the queue. An update says that the
     * properties were the same before.
     *
     * @param type {@code Create}, {@code Update} or {@code Delete}
     * @param physicalId null for a resource that is not there yet
     * @param responseUrl say of {@link StackAnswers}
     */
    public String customResource(
            String type,
            @Nullable String physicalId,
            Map<String, String> properties,
            String responseUrl,
            String requestId) {
        return new CustomResourceRequest(type, physicalId, properties, responseUrl, requestId)
                .notification(this, clock.instant());
    }

    private SageMakerProjectEvents events() {
        return new SageMakerProjectEvents(this, clock);
    }

    String stackName() {
        return template().isPresent() ? "SP-" + group() : "SC-" + account() + "-" + provisionedProduct();
    }

    String provisionedProduct() {
        return "pp-" + token("product", 13);
    }

    String groupArn() {
        return sageMaker("model-package-group/" + group());
    }

    String pipelineArn() {
        return sageMaker("pipeline/" + group());
    }

    String domainId() {
        return "d-" + token("domain", 12);
    }

    String userProfileArn() {
        return sageMaker("user-profile/" + domainId() + "/lead");
    }

    /** Those of the stack and of what it makes. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("sagemaker:project-id", id());
        tags.put("sagemaker:project-name", name);
        return tags;
    }

    Map<String, String> groupTags() {
        Map<String, String> tags = tags();
        tags.put("sagemaker:project-arn", arn());
        return tags;
    }

    Instant createdAt() {
        return created;
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized Optional<String> failureMessage() {
        return Optional.ofNullable(failure);
    }

    synchronized Optional<String> failureOf(String execution) {
        return Optional.ofNullable(failedExecutions.get(execution));
    }

    synchronized String pollStatus() {
        return status.poll(clock.instant());
    }

    synchronized String currentStatus() {
        return gone ? "DeleteCompleted" : status.peek(clock.instant());
    }

    private String sageMaker(String resource) {
        return arn("sagemaker", resource);
    }

    private synchronized String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** A stable, project-specific piece of an id: digits and small letters. */
    String token(String purpose, int length) {
        return Token.of("sagemaker-project/" + name + "/" + purpose, length);
    }
}
