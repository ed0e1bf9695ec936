package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Secrets Manager: secrets with their current and their previous version, found by name or ARN. */
final class SecretsManager {
    private static final String PREFIX =
            "arn:aws:secretsmanager:" + AwsStandIn.REGION + ":" + AwsStandIn.ACCOUNT + ":secret:";
    private static final String SUFFIX = "-a1B2c3";

    private record Version(
            String id,
            String value,
            Instant created,
            @Nullable Version previous) {}

    private final InstantSource clock;
    private final Map<String, Version> secrets = new ConcurrentHashMap<>();

    SecretsManager(InstantSource clock) {
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of("GetSecretValue", this::getSecretValue, "PutSecretValue", this::putSecretValue);
    }

    /** Makes the secret or gives it a new version. */
    void put(String name, String value) {
        put(name, UUID.randomUUID().toString(), value);
    }

    private Version put(String name, String versionId, String value) {
        Version previous = secrets.get(name);
        Version version = new Version(versionId, value, clock.instant(), previous);
        secrets.put(name, version);
        return version;
    }

    private ObjectNode getSecretValue(JsonNode input) {
        String name = name(input);
        Version current = secrets.get(name);
        String stage = input.path("VersionStage").asText("AWSCURRENT");
        Version version = stage.equals("AWSPREVIOUS") && current != null ? current.previous() : current;
        String id = input.path("VersionId").asText(version == null ? "" : version.id());
        if (version == null || !version.id().equals(id) || !stage.matches("AWSCURRENT|AWSPREVIOUS")) {
            throw AwsError.of(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: " + stage);
        }
        ObjectNode answer = described(name, version, stage);
        return answer.put("SecretString", version.value()).put("CreatedDate", Json.seconds(version.created()));
    }

    private ObjectNode putSecretValue(JsonNode input) {
        String name = name(input);
        String value = Json.text(input, "SecretString");
        if (value == null) {
            throw AwsError.of("InvalidRequestException", "The stand-in keeps secrets as text: send SecretString");
        }
        String id = input.path("ClientRequestToken").asText(UUID.randomUUID().toString());
        return described(name, put(name, id, value), "AWSCURRENT");
    }

    private static ObjectNode described(String name, Version version, String stage) {
        ObjectNode answer = Json.object()
                .put("ARN", PREFIX + name + SUFFIX)
                .put("Name", name)
                .put("VersionId", version.id());
        answer.putArray("VersionStages").add(stage);
        return answer;
    }

    private String name(JsonNode input) {
        String id = input.path("SecretId").asText();
        String name = id.startsWith(PREFIX) ? id.substring(PREFIX.length()).replaceFirst(SUFFIX + "$", "") : id;
        if (!secrets.containsKey(name)) {
            throw AwsError.of("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        return name;
    }
}
