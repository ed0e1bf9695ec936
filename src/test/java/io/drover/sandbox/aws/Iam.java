package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * IAM's inline policies of roles, and what they are evaluated to: the roles are those of the scenes and the ones added, and may do all that
 * was not forbidden.
 */
final class Iam {
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

    private final Scenes scenes;
    /** Name to trust policy. */
    private final Map<String, String> addedRoles = new ConcurrentHashMap<>();

    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, String>> policies = new ConcurrentHashMap<>();
    private volatile BiPredicate<String, String> policy = (action, resource) -> true;

    Iam(Scenes scenes) {
        this.scenes = scenes;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetRole", this::getRole,
                "GetRolePolicy", this::getRolePolicy,
                "PutRolePolicy", this::putRolePolicy,
                "SimulatePrincipalPolicy", this::simulatePrincipalPolicy);
    }

    void addRole(String name, String trustPolicy) {
        addedRoles.put(name, trustPolicy);
    }

    /** SimulatePrincipalPolicy denies these actions from now on. */
    void forbid(List<String> actions) {
        forbidden.addAll(actions);
    }

    /** SimulatePrincipalPolicy allows of the others what this does, by action and ARN. */
    void policy(BiPredicate<String, String> chosen) {
        policy = chosen;
    }

    /** Policy name to document; empty for a role without. */
    Map<String, String> policies(String role) {
        return new TreeMap<>(policies.getOrDefault(role, Map.of()));
    }

    private ObjectNode getRole(JsonNode input) {
        String role = role(input);
        ObjectNode answer = Json.object();
        answer.putObject("Role")
                .put("Path", "/")
                .put("RoleName", role)
                .put("RoleId", "AROAEXAMPLEIDOFAROLE")
                .put("Arn", "arn:aws:iam::" + AwsStandIn.ACCOUNT + ":role/" + role)
                .put("CreateDate", "2026-01-01T00:00:00Z")
                .put("AssumeRolePolicyDocument", Form.encode(addedRoles.getOrDefault(role, "{}")));
        return answer;
    }

    private boolean allows(String action, String resource) {
        return !forbidden.contains(action) && policy.test(action, resource);
    }

    private ObjectNode simulatePrincipalPolicy(JsonNode input) {
        ObjectNode answer = Json.object().put("IsTruncated", false);
        ArrayNode results = answer.putArray("EvaluationResults");
        for (JsonNode action : input.path("ActionNames")) {
            for (JsonNode resource : input.path("ResourceArns")) {
                results.addObject()
                        .put("EvalActionName", action.asText())
                        .put("EvalResourceName", resource.asText())
                        .put("EvalDecision", allows(action.asText(), resource.asText()) ? "allowed" : "implicitDeny");
            }
        }
        return answer;
    }

    private ObjectNode getRolePolicy(JsonNode input) {
        String role = role(input);
        String name = input.path("PolicyName").asText();
        String document = policies(role).get(name);
        if (document == null) {
            throw AwsError.of("NoSuchEntityException", "The role policy with name " + name + " cannot be found.");
        }
        return Json.object().put("RoleName", role).put("PolicyName", name).put("PolicyDocument", Form.encode(document));
    }

    private ObjectNode putRolePolicy(JsonNode input) {
        String role = role(input);
        String document = input.path("PolicyDocument").asText();
        requirePolicy(document);
        policies.computeIfAbsent(role, key -> new ConcurrentHashMap<>())
                .put(input.path("PolicyName").asText(), document);
        return Json.object();
    }

    private String role(JsonNode input) {
        String role = input.path("RoleName").asText();
        if (!addedRoles.containsKey(role) && !scenes.hasRole(role)) {
            throw AwsError.of("NoSuchEntityException", "The role with name " + role + " cannot be found.");
        }
        return role;
    }

    private static void requirePolicy(String document) {
        JsonNode policy;
        try {
            policy = Json.read(document);
        } catch (IllegalArgumentException e) {
            throw malformed("Syntax errors in policy.");
        }
        if (!VERSIONS.contains(policy.path("Version").asText())) {
            throw malformed("Policy document must be version 2012-10-17 or greater.");
        }
        JsonNode statement = policy.path("Statement");
        List<JsonNode> statements = statement.isArray() ? Json.elements(statement) : List.of(statement);
        if (statements.isEmpty() || !statements.stream().allMatch(Iam::isStatement)) {
            throw malformed("Syntax errors in policy.");
        }
    }

    private static boolean isStatement(JsonNode statement) {
        return Set.of("Allow", "Deny").contains(statement.path("Effect").asText())
                && (statement.has("Action") || statement.has("NotAction"))
                && (statement.has("Resource") || statement.has("NotResource"));
    }

    private static AwsError malformed(String message) {
        return AwsError.of("MalformedPolicyDocumentException", message);
    }
}
