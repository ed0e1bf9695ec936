package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The Resource Groups Tagging API over the tags of the scenes. */
final class Tagging {
    private final Scenes scenes;

    Tagging(Scenes scenes) {
        this.scenes = scenes;
    }

    Map<String, Operation> operations() {
        return Map.of("GetResources", Operation.by(this::getResources));
    }

    private ObjectNode getResources(JsonNode input, Caller caller) {
        List<Map.Entry<String, Map<String, String>>> found = scenes.tagged(caller).entrySet().stream()
                .filter(resource -> !resource.getValue().isEmpty())
                .filter(resource -> ofType(resource.getKey(), input.path("ResourceTypeFilters")))
                .filter(resource -> input.path("ResourceARNList").isMissingNode()
                        || has(input.path("ResourceARNList"), resource.getKey()))
                .filter(resource -> Json.elements(input.path("TagFilters")).stream()
                        .allMatch(filter -> fits(filter, resource.getValue())))
                .toList();
        int size = scenes.pageSize(input.path("ResourcesPerPage").asInt(50));
        var page = Page.of(found, size, Json.text(input, "PaginationToken"), "InvalidParameterException");
        // The last page has an empty token, not none.
        ObjectNode answer = Json.object().put("PaginationToken", page.next() == null ? "" : page.next());
        answer.set("ResourceTagMappingList", Json.array(page.items(), resource -> {
            ObjectNode mapping = Json.object().put("ResourceARN", resource.getKey());
            mapping.set("Tags", Json.array(List.copyOf(resource.getValue().entrySet()), SageMaker::tag));
            return mapping;
        }));
        return answer;
    }

    /** Types are {@code service} or {@code service:type}; no filter lets all pass. */
    private static boolean ofType(String arn, JsonNode types) {
        String[] parts = arn.split(":", 6);
        String type = parts[2] + ":" + parts[5].split("[:/]", 2)[0];
        return types.isEmpty() || has(types, parts[2]) || has(types, type);
    }

    /** A filter without values asks for the key alone. */
    private static boolean fits(JsonNode filter, Map<String, String> tags) {
        String value = tags.get(filter.path("Key").asText());
        return value != null && (filter.path("Values").isEmpty() || has(filter.path("Values"), value));
    }

    private static boolean has(JsonNode texts, String text) {
        return Json.elements(texts).stream().anyMatch(each -> each.asText().equals(text));
    }
}
