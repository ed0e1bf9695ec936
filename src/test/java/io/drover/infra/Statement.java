package io.drover.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement of an IAM policy.
 *
 * @param place template and resource that it stands in
 */
record Statement(String place, JsonNode content) {
    boolean allows() {
        return content.path("Effect").asText().equals("Allow");
    }

    /** Else it belongs to an identity, which is its principal. */
    boolean hasPrincipal() {
        return content.has("Principal");
    }

    /** In the policy of a key everything is this key. */
    boolean isOfKey() {
        return hasPrincipal() && actions().stream().allMatch(action -> action.startsWith("kms:"));
    }

    List<String> actions() {
        return Yaml.list(content.path("Action")).map(JsonNode::asText).toList();
    }

    boolean isOnEverything() {
        return Yaml.list(content.path("Resource"))
                .anyMatch(resource -> resource.asText("").equals("*"));
    }

    /** Whether it allows the action on an ARN, as far as the template tells: what comes in by a parameter or another stack may be anything. */
    boolean allows(String action, String arn) {
        return allows()
                && actions().contains(action)
                && Yaml.list(content.path("Resource"))
                        .anyMatch(resource -> pattern(resource).matcher(arn).matches());
    }

    private static Pattern pattern(JsonNode resource) {
        String text = resource.isTextual()
                ? resource.asText()
                : resource.path("Fn::Sub").asText("*").replaceAll("\\$\\{[^}]*}", "*");
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    JsonNode condition(String operator, String key) {
        return content.path("Condition").path(operator).path(key);
    }

    @Override
    public String toString() {
        return place + " " + content.path("Sid").asText(String.join(",", actions()));
    }
}
