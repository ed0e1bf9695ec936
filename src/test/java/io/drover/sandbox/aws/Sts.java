package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** STS: who one is, and credentials of a role (which nothing here checks). */
final class Sts {
    private final InstantSource clock;

    Sts(InstantSource clock) {
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of("GetCallerIdentity", this::getCallerIdentity, "AssumeRole", this::assumeRole);
    }

    private ObjectNode getCallerIdentity(JsonNode input) {
        return Json.object()
                .put("Arn", "arn:aws:sts::" + AwsStandIn.ACCOUNT + ":assumed-role/drover/sandbox")
                .put("UserId", "AROAEXAMPLEID:sandbox")
                .put("Account", AwsStandIn.ACCOUNT);
    }

    private ObjectNode assumeRole(JsonNode input) {
        String role = input.path("RoleArn").asText();
        String session = input.path("RoleSessionName").asText();
        long seconds = input.path("DurationSeconds").asLong(3600);
        ObjectNode answer = Json.object();
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROAEXAMPLEID:" + session)
                .put("Arn", role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session);
        answer.putObject("Credentials")
                .put("AccessKeyId", "ASIAEXAMPLESANDBOX00")
                .put("SecretAccessKey", "sandbox-secret")
                .put("SessionToken", "sandbox-session")
                .put(
                        "Expiration",
                        clock.instant()
                                .plusSeconds(seconds)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        return answer;
    }
}
