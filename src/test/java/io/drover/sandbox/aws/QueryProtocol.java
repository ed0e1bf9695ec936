package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** AWS Query: a form with {@code Action}, answered in XML. */
record QueryProtocol(ServiceModel model) implements Protocol {
    @Override
    public ObjectNode input(Request request, String operation) {
        Map<String, String> fields = Form.parse(request.text());
        fields.remove("Action");
        fields.remove("Version");
        ObjectNode input = structure(String.valueOf(model.inputShape(operation)), "", fields);
        fields.forEach(input::put);
        return input;
    }

    /** Takes the fields that it understands out of the map. */
    private ObjectNode structure(String shape, String prefix, Map<String, String> fields) {
        ObjectNode object = Json.object();
        for (Map.Entry<String, JsonNode> member :
                model.shape(shape).path("members").properties()) {
            String name = prefix + member.getKey();
            if (has(name, fields)) {
                object.set(
                        member.getKey(), value(member.getValue().path("shape").asText(), name, fields));
            }
        }
        return object;
    }

    private JsonNode value(String shape, String name, Map<String, String> fields) {
        String type = model.shape(shape).path("type").asText();
        if (type.equals("structure")) {
            return structure(shape, name + ".", fields);
        }
        if (!type.equals("list")) {
            return model.typed(shape, String.valueOf(fields.remove(name)));
        }
        var list = JsonNodeFactory.instance.arrayNode();
        String each = model.shape(shape).path("member").path("shape").asText();
        for (int i = 1; has(name + ".member." + i, fields); i++) {
            list.add(value(each, name + ".member." + i, fields));
        }
        return list;
    }

    private static boolean has(String name, Map<String, String> fields) {
        return fields.keySet().stream().anyMatch(field -> field.equals(name) || field.startsWith(name + "."));
    }

    @Override
    public Response answer(String operation, ObjectNode output) {
        String wrapper =
                model.operation(operation).path("output").path("resultWrapper").asText();
        String result = wrapper.isEmpty() ? "" : element(wrapper, xml(output));
        String metadata = element(
                "ResponseMetadata", element("RequestId", UUID.randomUUID().toString()));
        return response(200, operation + "Response", result + metadata);
    }

    @Override
    public Response refusal(AwsError error, String requestId) {
        int status = error.status(model);
        String code = model.shape(error.code()).path("error").path("code").asText(error.code());
        String said = element("Type", status < 500 ? "Sender" : "Receiver")
                + element("Code", code)
                + element("Message", escaped(error.reason()));
        return response(status, "ErrorResponse", element("Error", said) + element("RequestId", requestId));
    }

    private Response response(int status, String root, String content) {
        String opening = root + " xmlns=\"" + model.metadata("xmlNamespace") + "\"";
        String xml = "<" + opening + ">" + content + "</" + root + ">";
        return new Response(status, Map.of("Content-Type", "text/xml"), xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String xml(JsonNode value) {
        StringBuilder xml = new StringBuilder();
        if (value.isObject()) {
            value.properties().forEach(member -> xml.append(element(member.getKey(), xml(member.getValue()))));
        } else if (value.isArray()) {
            value.forEach(item -> xml.append(element("member", xml(item))));
        } else {
            xml.append(escaped(value.asText()));
        }
        return xml.toString();
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
