package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a scene sends has the shape of the samples, down to each field. */
class SageMakerProjectEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:03.250Z");
    private static final String URL = "https://bucket.s3.amazonaws.com/answer?Signature=x";

    private final SageMakerProjectScene scene = new SageMakerProjectScene("churn-model", () -> NOW)
            .account("444455556666", "eu-west-1")
            .parameter("GitUser", "alice")
            .parameter("Inference", "batch");

    @Test
    void aCallThatCreatesNamesTheProjectItsProductAndWhatThePersonChose() {
        JsonNode event = Json.read(scene.product("prod-abc").createProjectEvent());

        assertThat(shape(event)).isEqualTo(shape(sample("cloudtrail-create-project-servicecatalog")));
        assertThat(event.path("account").asText()).isEqualTo("444455556666");
        assertThat(event.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(event.path("time").asText()).isEqualTo("2026-03-01T10:00:03Z");
        assertThat(event.at("/detail/responseElements/projectId").asText()).isEqualTo(scene.id());
        JsonNode details = event.at("/detail/requestParameters/serviceCatalogProvisioningDetails");
        assertThat(details.path("productId").asText()).isEqualTo("prod-abc");
        assertThat(details.at("/provisioningParameters/1"))
                .isEqualTo(Json.object().put("key", "Inference").put("value", "batch"));
    }

    @Test
    void aProjectOfATemplateNamesTheTemplateInstead() {
        JsonNode asked = Json.read(scene.template("mlops").createProjectEvent()).at("/detail/requestParameters");

        assertThat(asked.has("serviceCatalogProvisioningDetails")).isFalse();
        JsonNode provider = asked.at("/templateProviders/0/cfnTemplateProvider");
        assertThat(provider.path("templateName").asText()).isEqualTo("mlops");
        assertThat(provider.path("templateURL").asText()).endsWith("/templates/mlops.yaml");
        assertThat(provider.at("/parameters/0/value").asText()).isEqualTo("alice");
        assertThat(Json.read(scene.updateProjectEvent())
                        .at("/detail/requestParameters/templateProvidersToUpdate/0/cfnTemplateProvider/templateName")
                        .asText())
                .isEqualTo("mlops");
    }

    @Test
    void theOtherCallsHaveTheirShapes() {
        assertThat(shape(Json.read(scene.createProjectRefusedEvent())))
                .isEqualTo(shape(sample("cloudtrail-create-project-failed")));
        assertThat(shape(Json.read(scene.updateProjectEvent()))).isEqualTo(shape(sample("cloudtrail-update-project")));
        assertThat(shape(Json.read(scene.deleteProjectEvent()))).isEqualTo(shape(sample("cloudtrail-delete-project")));
        assertThat(Json.read(scene.deleteProjectEvent()).at("/detail/requestParameters"))
                .isEqualTo(Json.object().put("projectName", "churn-model"));
    }

    @Test
    void theStackTellsItsStatusAndWhy() {
        JsonNode event = Json.read(scene.failure("No quota left").stackEvent("ROLLBACK_COMPLETE"));

        assertThat(shape(event)).isEqualTo(shape(sample("cfn-stack-rollback")));
        assertThat(event.at("/detail/stack-id").asText())
                .isEqualTo(scene.stackArn())
                .startsWith("arn:aws:cloudformation:eu-west-1:444455556666:stack/SC-444455556666-pp-");
        assertThat(event.at("/detail/status-details/status-reason").asText()).isEqualTo("No quota left");
        assertThat(scene.template("mlops").stackArn()).contains(":stack/SP-churn-model-p-");
    }

    @Test
    void imagesAndPipelinesHaveTheirShapes() {
        JsonNode image = Json.read(scene.imagePushedEvent("churn-training", "sha256:7f5b", "v1"));
        JsonNode pipeline = Json.read(scene.pipelineFailedEvent("Out of memory"));

        assertThat(shape(image)).isEqualTo(shape(sample("ecr-image-push")));
        assertThat(image.at("/detail/repository-name").asText()).isEqualTo("churn-training");
        assertThat(shape(pipeline)).isEqualTo(shape(sample("pipeline-execution-failed")));
        assertThat(pipeline.at("/detail/pipelineArn").asText()).endsWith(":pipeline/" + scene.group());
    }

    @Test
    void eachEventHasItsOwnId() {
        assertThat(Json.read(scene.deleteProjectEvent()).path("id"))
                .isNotEqualTo(Json.read(scene.deleteProjectEvent()).path("id"));
    }

    @Test
    void aRequestToACustomResourceComesInTheEnvelopeOfSns() {
        for (String type : List.of("Create", "Update", "Delete")) {
            String known = type.equals("Create") ? null : "acme/churn";
            JsonNode envelope = Json.read(scene.customResource(type, known, Map.of("A", "1"), URL, "request-1"));

            assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
            assertThat(envelope.path("Timestamp").asText()).isEqualTo("2026-03-01T10:00:03.250Z");
            JsonNode request = Json.read(envelope.path("Message").asText());
            assertThat(shape(withoutProperties(request)))
                    .isEqualTo(shape(withoutProperties(sample("custom-resource-" + type.toLowerCase(Locale.ROOT)))));
            assertThat(request.path("ResponseURL").asText()).isEqualTo(URL);
            assertThat(request.path("RequestId").asText()).isEqualTo("request-1");
            assertThat(request.path("StackId").asText()).isEqualTo(scene.stackArn());
            assertThat(request.at("/ResourceProperties/A").asText()).isEqualTo("1");
            assertThat(request.at("/ResourceProperties/ServiceToken")).isEqualTo(request.path("ServiceToken"));
        }
    }

    /** Their names are a template's own. */
    private static JsonNode withoutProperties(JsonNode request) {
        ObjectNode rest = request.deepCopy();
        for (String field : List.of("ResourceProperties", "OldResourceProperties")) {
            if (rest.has(field)) {
                rest.putObject(field);
            }
        }
        return rest;
    }

    /** The fields at each depth, with the kinds of their values. */
    private static JsonNode shape(JsonNode value) {
        if (value.isObject()) {
            ObjectNode fields = Json.object();
            value.properties().forEach(field -> fields.set(field.getKey(), shape(field.getValue())));
            return fields;
        }
        return value.isArray() && !value.isEmpty()
                ? Json.texts(List.of(shape(value.path(0)).toString()))
                : Json.object().put("kind", value.getNodeType().name());
    }

    private static JsonNode sample(String name) {
        try (InputStream file = Objects.requireNonNull(
                SageMakerProjectEventsTest.class.getResourceAsStream("/events/" + name + ".json"), name)) {
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
