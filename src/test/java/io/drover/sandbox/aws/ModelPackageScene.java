package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A version of a model, and what people do with it in SageMaker Studio: the same as UpdateModelPackage does. */
public final class ModelPackageScene {
    /** Members that an update replaces, with the names that events have for them. */
    private static final Map<String, String> REPLACED = Map.of(
            "ModelApprovalStatus", "ModelApprovalStatus",
            "ApprovalDescription", "ApprovalDescription",
            "ModelLifeCycle", "ModelLifeCycle",
            "InferenceSpecification", "InferenceSpecification",
            "SourceUri", "sourceUri");

    private static final String METADATA = "CustomerMetadataProperties";

    private final ModelGroupScene group;
    private final int version;
    private final Instant created;
    private final ObjectNode members;
    private Instant modified;

    ModelPackageScene(ModelGroupScene group, int version, String approval, Instant created) {
        this.group = group;
        this.version = version;
        this.created = created;
        this.modified = created.truncatedTo(ChronoUnit.SECONDS);
        String bucket = "s3://mlops-models-" + AwsStandIn.ACCOUNT + "/" + group.name() + "/" + version;
        members = Json.object()
                .put("ModelPackageGroupName", group.name())
                .put("ModelPackageVersion", version)
                .put("ModelPackageArn", arn())
                .put("ModelPackageStatus", "Completed")
                .put("CertifyForMarketplace", false)
                .put("ModelApprovalStatus", approval);
        members.putObject("InferenceSpecification")
                .putArray("Containers")
                .addObject()
                .put("Image", "141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.0-1-cpu-py3")
                .put("ModelDataUrl", bucket + "/model.tar.gz");
        ObjectNode details = members.putObject("ModelPackageStatusDetails");
        details.putArray("ValidationStatuses");
        details.putArray("ImageScanStatuses");
        members.putObject("MetadataProperties")
                .put(
                        "GeneratedBy",
                        group.arn().replace(":model-package-group/", ":pipeline/") + "/execution/4r83jejmhorv");
        members.putObject("ModelMetrics")
                .putObject("ModelQuality")
                .putObject("Statistics")
                .put("ContentType", "application/json")
                .put("S3Uri", bucket + "/evaluation.json");
    }

    public String arn() {
        return group.arn().replace(":model-package-group/", ":model-package/") + "/" + version;
    }

    public int version() {
        return version;
    }

    /** {@code Approved}, {@code Rejected} or {@code PendingManualApproval}. */
    public String approval() {
        return member("ModelApprovalStatus").asText();
    }

    /** Its customer metadata by key. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        member(METADATA)
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return metadata;
    }

    /** A person approves it, for this reason. */
    public void approve(String description) {
        decide("Approved", description);
    }

    /** A person rejects it, for this reason. */
    public void reject(String description) {
        decide("Rejected", description);
    }

    /** A person edits the reason alone. */
    public void describe(String description) {
        update(Json.object().put("ApprovalDescription", description));
    }

    /** A person moves it to a stage of its life. */
    public void lifeCycle(String stage, String status) {
        ObjectNode input = Json.object();
        input.putObject("ModelLifeCycle").put("Stage", stage).put("StageStatus", status);
        update(input);
    }

    private void decide(String status, String description) {
        update(Json.object().put("ModelApprovalStatus", status).put("ApprovalDescription", description));
    }

    /**
     * Does what UpdateModelPackage does with these members. An update that changes nothing sends no event; whether AWS is so quiet is not
     * documented.
     */
    synchronized void update(JsonNode input) {
        List<String> changed = new ArrayList<>();
        REPLACED.forEach((member, name) -> {
            if (input.has(member) && !input.path(member).equals(members.path(member))) {
                members.set(member, input.path(member));
                changed.add(name);
            }
        });
        ObjectNode metadata = members.withObject("/" + METADATA);
        ObjectNode before = metadata.deepCopy();
        input.path(METADATA).properties().forEach(entry -> metadata.set(entry.getKey(), entry.getValue()));
        input.path("CustomerMetadataPropertiesToRemove").forEach(key -> metadata.remove(key.asText()));
        if (!metadata.equals(before)) {
            changed.add(METADATA);
        }
        if (metadata.isEmpty()) {
            members.remove(METADATA);
        }
        if (!changed.isEmpty()) {
            modified = later(modified, group.clock().instant().truncatedTo(ChronoUnit.SECONDS));
            group.send(arn(), modified, eventDetail(changed));
        }
    }

    /** Never twice within a second, in which LastModifiedTime is told: people are not so quick. */
    private static Instant later(Instant before, Instant now) {
        return now.isAfter(before) ? now : before.plusSeconds(1);
    }

    synchronized Instant modified() {
        return modified;
    }

    /** @param fields names of what changed; none for a new version */
    synchronized ObjectNode eventDetail(List<String> fields) {
        ObjectNode detail = members.deepCopy()
                .put("CreationTime", created.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("LastModifiedTime", modified.toString());
        if (!fields.isEmpty()) {
            detail.set("UpdatedModelPackageFields", Json.texts(fields));
        }
        return detail;
    }

    /** As DescribeModelPackage tells it. */
    synchronized ObjectNode description() {
        return members.deepCopy()
                .put("ModelPackageName", group.name())
                .put("CreationTime", Json.seconds(created))
                .put("LastModifiedTime", Json.seconds(modified));
    }

    /** As ListModelPackages tells it, which gives a version no name. */
    synchronized ObjectNode summary() {
        ObjectNode summary = members.deepCopy().put("CreationTime", Json.seconds(created));
        return summary.retain(
                "ModelPackageGroupName",
                "ModelPackageVersion",
                "ModelPackageArn",
                "CreationTime",
                "ModelPackageStatus",
                "ModelApprovalStatus",
                "ModelLifeCycle");
    }

    private synchronized JsonNode member(String name) {
        return members.path(name).deepCopy();
    }
}
