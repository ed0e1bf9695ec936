package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests of k8s/ fit Kubernetes, each other, and Drover. */
class ManifestsTest {
    private static final Kustomization DEV = Kustomization.in("overlays/dev");
    private static final Kustomization PRODUCTION = Kustomization.in("overlays/production");

    /** By kind: refuses unknown fields and missing ones. */
    private static final Map<String, StrictCheck> KUBERNETES = Map.of(
            "v1 Namespace", V1Namespace::validateJsonElement,
            "v1 ServiceAccount", V1ServiceAccount::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "v1 PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    /**
     * Kinds that others add to Kubernetes, with the paths of all fields that are used here:
     * https://keda.sh/docs/2.17/reference/scaledobject-spec/,
     * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
     */
    private static final Map<String, Set<String>> ADDED = Map.of(
            "keda.sh/v1alpha1 ScaledObject",
            Set.of(
                    "scaleTargetRef.name",
                    "minReplicaCount",
                    "maxReplicaCount",
                    "triggers.type",
                    "triggers.metadata.queueURLFromEnv",
                    "triggers.metadata.awsRegion",
                    "triggers.metadata.queueLength",
                    "triggers.metadata.scaleOnInFlight",
                    "triggers.authenticationRef.name"),
            "keda.sh/v1alpha1 TriggerAuthentication",
            Set.of("podIdentity.provider"),
            "monitoring.coreos.com/v1 ServiceMonitor",
            Set.of(
                    "selector.matchLabels.app.kubernetes.io/name",
                    "endpoints.port",
                    "endpoints.path",
                    "endpoints.interval"));

    @FunctionalInterface
    private interface StrictCheck {
        void check(JsonElement manifest) throws IOException;
    }

    static List<Kustomization> overlays() {
        return List.of(DEV, PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyManifestFitsItsKind(Kustomization overlay) throws IOException {
        for (JsonNode manifest : overlay.manifests()) {
            String kind = kind(manifest);
            if (ADDED.containsKey(kind)) {
                assertThat(paths("", manifest.path("spec"))).as(kind).isSubsetOf(ADDED.get(kind));
            } else {
                assertThat(KUBERNETES).containsKey(kind);
                Objects.requireNonNull(KUBERNETES.get(kind)).check(JsonParser.parseString(manifest.toString()));
            }
        }
    }

    @Test
    void aMisspeltFieldIsFound() {
        JsonNode deployment = deployment(DEV);
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePulPolicy", "Always");

        assertThatThrownBy(() -> V1Deployment.validateJsonElement(JsonParser.parseString(deployment.toString())))
                .hasMessageContaining("imagePulPolicy");
    }

    @Test
    void everyFileIsNamedByOneKustomizationAndIsThere() throws IOException {
        List<Path> named = Stream.of("base", "overlays/dev", "overlays/production")
                .flatMap(folder -> Kustomization.in(folder).files().stream())
                .toList();

        try (Stream<Path> files = Files.walk(Kustomization.ROOT)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyVariableIsASetting(Kustomization overlay) {
        assertThat(overlay.settings().keySet()).isNotEmpty().allMatch(Setting::isKnown);
        assertThat(overlay.settings().keySet()).containsAll(Setting.requiredVariables());
        assertThat(overlay.settings().keySet()).noneMatch(variable -> variable.contains("PASSWORD"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodySpecialRunsDroverAndWritesOnlyToVolumes(Kustomization overlay) {
        JsonNode pod = pod(overlay);
        JsonNode container = pod.path("containers").path(0);

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65_532);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.path("volumeMounts").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(Yaml.elements(pod.path("volumes"))
                        .map(volume -> volume.path("name").asText())
                        .toList());
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void probesAskDroversHealth(Kustomization overlay) {
        JsonNode container = pod(overlay).path("containers").path(0);

        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/observe/health/live");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/observe/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/observe/health/ready");
        assertThat(container.path("ports").path(0).path("name").asText())
                .isEqualTo(container.at("/readinessProbe/httpGet/port").asText());
        assertThat(container.path("ports").path(0).path("containerPort").asInt())
                .isEqualTo(9876);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void droverHasMoreTimeToEndThanItTakes(Kustomization overlay) {
        assertThat(pod(overlay).path("terminationGracePeriodSeconds").asInt()).isGreaterThan(10);
    }

    @Test
    void oneProcessHasTheLedgerInItsVolume() {
        JsonNode spec = deployment(DEV).path("spec");

        assertThat(spec.path("replicas").asInt()).isEqualTo(1);
        assertThat(spec.at("/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(DEV.settings()).containsEntry("DROVER_LEDGER_URL", "jdbc:h2:file:/data/drover");
        assertThat(pod(DEV).at("/containers/0/volumeMounts").findValuesAsText("mountPath"))
                .contains("/data");
    }

    @Test
    void severalProcessesHaveTheLedgerInADatabaseThatASecretNames() {
        assertThat(deployment(PRODUCTION).path("spec").has("replicas")).isFalse();
        assertThat(manifest(PRODUCTION, "ScaledObject")
                        .at("/spec/minReplicaCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(PRODUCTION.settings()).doesNotContainKey("DROVER_LEDGER_URL");
        assertThat(pod(PRODUCTION).at("/containers/0/envFrom").findValues("secretRef"))
                .singleElement()
                .satisfies(secret -> assertThat(secret.path("name").asText()).isEqualTo("drover-ledger"));
    }

    @Test
    void theyScaleWithBothFeeds() {
        assertThat(manifest(PRODUCTION, "ScaledObject").findValuesAsText("queueURLFromEnv"))
                .containsExactly("DROVER_QUEUE_PROJECT_EVENTS", "DROVER_QUEUE_MODEL_EVENTS")
                .allMatch(PRODUCTION.settings()::containsKey);
        assertThat(manifest(PRODUCTION, "ScaledObject").findValuesAsText("awsRegion"))
                .containsOnly(PRODUCTION.settings().get("AWS_REGION"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void selectorsFindThePods(Kustomization overlay) {
        JsonNode labels = deployment(overlay).at("/spec/template/metadata/labels");

        assertThat(deployment(overlay).at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(overlay.manifests())
                .flatExtracting(manifest -> manifest.findValues("matchLabels"))
                .filteredOn(selector -> !selector.toString().contains("kubernetes.io/metadata.name"))
                .containsOnly(labels);
        assertThat(manifest(overlay, "Service").at("/spec/selector")).isEqualTo(labels);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void kustomizeBuildsTheSame(Kustomization overlay) throws IOException {
        Tool kubectl = Tool.named("kubectl", "kustomize", "--help");
        assumeThat(kubectl.isInstalled())
                .as("kubectl is not installed: https://kubernetes.io/docs/tasks/tools/")
                .isTrue();

        Tool.Result result = kubectl.run("kustomize", overlay.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(overlay.manifests())
                .allSatisfy(manifest -> assertThat(result.output())
                        .contains("kind: " + manifest.path("kind").asText()));
        assertThat(result.output()).contains("name: drover-settings-").doesNotContain("image: drover\n");
    }

    private static JsonNode pod(Kustomization overlay) {
        return deployment(overlay).at("/spec/template/spec");
    }

    private static JsonNode deployment(Kustomization overlay) {
        return manifest(overlay, "Deployment");
    }

    private static JsonNode manifest(Kustomization overlay, String kind) {
        return overlay.manifests().stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static String kind(JsonNode manifest) {
        return manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText();
    }

    /** Of all values, those of list elements without a number. */
    private static List<String> paths(String place, JsonNode node) {
        if (node.isArray()) {
            return Yaml.elements(node)
                    .flatMap(element -> paths(place, element).stream())
                    .toList();
        }
        if (!node.isObject()) {
            return List.of(place);
        }
        return Yaml.names(node).stream()
                .flatMap(name -> paths(place.isEmpty() ? name : place + "." + name, node.path(name)).stream())
                .toList();
    }
}
