package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** STS: who one is, and credentials of the roles added; their key tells their account, and their secret nobody checks. */
final class Sts {
    private final InstantSource clock;
    private final Map<String, String> roles = new ConcurrentHashMap<>();

    Sts(InstantSource clock) {
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetCallerIdentity",
                Operation.by(Sts::getCallerIdentity),
                "AssumeRole",
                Operation.by(this::assumeRole));
    }

    /**
     * @param arn of a role that may be assumed from now on
     * @param externalId what one has to give for it; empty for nothing
     */
    void add(String arn, String externalId) {
        roles.put(arn, externalId);
    }

    private static ObjectNode getCallerIdentity(JsonNode input, Caller caller) {
        return Json.object()
                .put("Arn", arn(caller))
                .put("UserId", "AROAEXAMPLEID:sandbox")
                .put("Account", caller.account());
    }

    private static String arn(Caller caller) {
        return "arn:aws:sts::" + caller.account() + ":assumed-role/drover/sandbox";
    }

    private ObjectNode assumeRole(JsonNode input, Caller caller) {
        String role = input.path("RoleArn").asText();
        String externalId = roles.get(role);
        if (externalId == null || !externalId.equals(input.path("ExternalId").asText())) {
            throw AwsError.of(
                    "AccessDenied",
                    403,
                    "User: " + arn(caller) + " is not authorized to perform: sts:AssumeRole on resource: " + role);
        }
        String session = input.path("RoleSessionName").asText();
        long seconds = input.path("DurationSeconds").asLong(3600);
        ObjectNode answer = Json.object();
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROAEXAMPLEID:" + session)
                .put("Arn", role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session);
        answer.putObject("Credentials")
                .put("AccessKeyId", Caller.accessKey(role.split(":", -1)[4]))
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
