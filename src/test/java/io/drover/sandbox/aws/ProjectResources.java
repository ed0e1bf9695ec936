package io.drover.sandbox.aws;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names, ARNs and paths that follow from a scene, as AWS forms them. */
public final class ProjectResources {
    private final ProjectScene scene;

    ProjectResources(ProjectScene scene) {
        this.scene = scene;
    }

    public String sageMakerDomainArn() {
        return sageMaker("domain/" + scene.sageMakerDomainId());
    }

    /** DefaultSpaceSettings.ExecutionRole, and Tooling's {@code userRoleArn}. */
    public String executionRoleArn() {
        return "arn:aws:iam::" + scene.account() + ":role/" + executionRoleName();
    }

    public String executionRoleName() {
        return "datazone_usr_role_" + scene.projectId() + "_" + scene.token("role", 9);
    }

    public String spaceArn(String space) {
        return sageMaker("space/" + scene.sageMakerDomainId() + "/" + space);
    }

    public String userProfileArn(String userProfile) {
        return sageMaker("user-profile/" + scene.sageMakerDomainId() + "/" + userProfile);
    }

    /** Tag {@code ProjectS3Path} of the SageMaker domain; Tooling's {@code s3BucketPath} is {@code /dev} in it. */
    public String artifactPath() {
        return "s3://" + artifactBucket() + "/" + scene.domainId() + "/" + scene.projectId();
    }

    public String artifactBucket() {
        return "amazon-sagemaker-" + scene.account() + "-" + scene.region() + "-" + scene.token("bucket", 12);
    }

    public String modelPackageGroup() {
        return "aiops-" + scene.projectId() + "-models";
    }

    public String modelPackageGroupArn() {
        return sageMaker("model-package-group/" + modelPackageGroup());
    }

    public String toolingEnvironmentId() {
        return scene.token("tooling", 14);
    }

    public String dataZoneDomainArn() {
        return "arn:aws:datazone:" + scene.region() + ":" + scene.account() + ":domain/" + scene.domainId();
    }

    String connectionArn() {
        String id = scene.token("connection", 32).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        return "arn:aws:codeconnections:" + scene.region() + ":" + scene.account() + ":connection/" + id;
    }

    /** The parameters that the user chose when creating the project. */
    Map<String, String> gitParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("gitConnectionArn", connectionArn());
        parameters.put("gitFullRepositoryId", scene.repository());
        parameters.put("gitBranchName", scene.branch());
        return parameters;
    }

    /** What Tooling provisions, with the names that SageMaker Unified Studio uses. */
    Map<String, String> tooling() {
        String key = scene.token("key", 32).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        Map<String, String> resources = new LinkedHashMap<>();
        resources.put("sageMakerDomainId", scene.sageMakerDomainId());
        resources.put("userRoleArn", executionRoleArn());
        resources.put("s3BucketPath", artifactPath() + "/dev");
        resources.putAll(gitParameters());
        resources.put("kmsKeyArn", "arn:aws:kms:" + scene.region() + ":" + scene.account() + ":key/" + key);
        return resources;
    }

    Map<String, String> sageMakerDomainTags() {
        return Map.of(
                "AmazonDataZoneProject", scene.projectId(),
                "AmazonDataZoneDomain", scene.domainId(),
                "AmazonDataZoneEnvironment", toolingEnvironmentId(),
                "ProjectS3Path", artifactPath());
    }

    Map<String, String> modelPackageGroupTags() {
        return Map.of(
                "sagemaker:project-id", scene.projectId(),
                "AmazonDataZoneProject", scene.projectId(),
                "AmazonDataZoneDomain", scene.domainId());
    }

    private String sageMaker(String resource) {
        return "arn:aws:sagemaker:" + scene.region() + ":" + scene.account() + ":" + resource;
    }
}
