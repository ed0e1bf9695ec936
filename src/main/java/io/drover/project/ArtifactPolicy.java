package io.drover.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** The inline policy that lets a role list, read and write the artifact bucket and SageMaker's default bucket. Pure. */
final class ArtifactPolicy {
    static final String NAME = "SageMakerArtifactBucketAccess";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ArtifactPolicy() {}

    /**
     * @param defaultBucket {@code sagemaker-REGION-ACCOUNT}
     */
    static String document(String artifactBucket, String defaultBucket) {
        List<String> buckets = List.of("arn:aws:s3:::" + artifactBucket, "arn:aws:s3:::" + defaultBucket);
        List<String> objects = buckets.stream().map(arn -> arn + "/*").toList();
        JsonNode document = JSON.valueToTree(Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                        Map.of("Effect", "Allow", "Action", List.of("s3:ListBucket"), "Resource", buckets),
                        Map.of(
                                "Effect",
                                "Allow",
                                "Action",
                                List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
                                "Resource",
                                objects))));
        return document.toString();
    }

    /** Whether two documents say the same, whatever their spacing and key order. A document that is no JSON equals nothing. */
    static boolean same(String one, String other) {
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
