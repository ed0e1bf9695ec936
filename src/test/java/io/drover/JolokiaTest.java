package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.FreePort;
import io.drover.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped policy lets people see and do over Jolokia. */
class JolokiaTest {
    private static final String ROUTE = "org.apache.camel:context=drover,type=routes,name=\"project-created\"";
    private static final String PASSWORD = "canary5BoardPassword";
    private static final String LEDGER_PASSWORD = "canary9LedgerPassword";
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Sandbox sandbox;
    private static DroverInProcess drover;
    private static String address;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        sandbox = new Sandbox();
        int port = FreePort.near(9876);
        address = "http://127.0.0.1:%d/observe/jolokia".formatted(port);
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(port));
        environment.put("DROVER_BOARD_USER", "operator");
        environment.put("DROVER_BOARD_PASSWORD", PASSWORD);
        environment.put("DROVER_LEDGER_USER", "drover");
        environment.put("DROVER_LEDGER_PASSWORD", LEDGER_PASSWORD);
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
    }

    @Test
    void routesAreReadSuspendedResumedStoppedAndStarted() throws Exception {
        assertThat(read(ROUTE, "State").path("value").asText()).isEqualTo("Started");
        assertThat(read(ROUTE, "Description").path("value").asText()).isEqualTo("New project gets repositories");

        assertThat(exec(ROUTE, "suspend()").path("status").asInt()).isEqualTo(200);
        assertThat(read(ROUTE, "State").path("value").asText()).isEqualTo("Suspended");
        assertThat(exec(ROUTE, "resume()").path("status").asInt()).isEqualTo(200);
        assertThat(read(ROUTE, "State").path("value").asText()).isEqualTo("Started");

        String quick = ROUTE.replace("project-created", "describe-project");
        assertThat(exec(quick, "stop()").path("status").asInt()).isEqualTo(200);
        assertThat(read(quick, "State").path("value").asText()).isEqualTo("Stopped");
        assertThat(exec(quick, "start()").path("status").asInt()).isEqualTo(200);
        assertThat(read(quick, "State").path("value").asText()).isEqualTo("Started");
    }

    @Test
    void routesAreWrittenDownWithTheirDescriptionsAndPlaceholders() throws Exception {
        JsonNode xml = exec("org.apache.camel:context=drover,type=context,name=\"drover\"", "dumpRoutesAsXml()");

        assertThat(xml.path("value").asText())
                .contains("id=\"bucket-access\"", "Bucket access", "{{drover.queue.project-events}}");
    }

    @Test
    void everyMBeanOfCamelCanBeReadAndNoneTellsASecret() throws Exception {
        List<String> unread = new ArrayList<>();
        var everything = new StringBuilder();
        for (JsonNode name : ask(Map.of("type", "search", "mbean", "*:*")).path("value")) {
            JsonNode answer = ask(Map.of("type", "read", "mbean", name.asText()));
            everything.append(answer);
            if (answer.path("status").asInt() != 200 && name.asText().startsWith("org.apache.camel:")) {
                unread.add(name.asText() + ": " + answer.path("error"));
            }
        }
        everything.append(ask(Map.of("type", "list")));

        assertThat(unread).isEmpty();
        assertThat(everything.toString())
                .contains("project-created")
                .doesNotContain(sandbox.token(), PASSWORD, LEDGER_PASSWORD, AUTHORIZATION)
                .doesNotContain(sandbox.aws().environment().get("AWS_SECRET_ACCESS_KEY"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.sun.management:type=DiagnosticCommand|vmSystemProperties",
                "java.util.logging:type=Logging|getLoggerLevel(java.lang.String)",
                "java.lang:type=Memory|gc()",
                "java.lang:type=Threading|dumpAllThreads(boolean,boolean)",
                "org.apache.camel:context=drover,type=context,name=\"drover\"|sendBody(java.lang.String,java.lang.Object)",
                "org.apache.camel:context=drover,type=context,name=\"drover\"|createEndpoint(java.lang.String)",
                "org.apache.camel:context=drover,type=context,name=\"drover\"|removeEndpoints(java.lang.String)",
                "org.apache.camel:context=drover,type=routes,name=\"project-created\"|remove()",
                "org.apache.camel:context=drover,type=routes,name=\"project-created\"|updateRouteFromXml(java.lang.String)",
                "org.apache.camel:context=drover,type=tracer,name=BacklogTracer|dumpAllTracedMessages()",
            })
    void whatIsDangerousCannotBeDone(String mbean, String operation) throws Exception {
        assertThat(exec(mbean, operation).path("status").asInt()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SystemProperties", "InputArguments", "ClassPath"})
    void whatTheJvmWasStartedWithIsNotTold(String attribute) throws Exception {
        assertThat(read("java.lang:type=Runtime", attribute).path("status").asInt())
                .isEqualTo(403);
    }

    @Test
    void nothingIsWritten() throws Exception {
        JsonNode answer = ask(Map.of("type", "write", "mbean", ROUTE, "attribute", "LogMask", "value", "false"));

        assertThat(answer.path("status").asInt()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exec/java.lang:type=Memory/gc",
                "/%65xec/java.lang:type=Memory/gc",
                "?p=exec/java.lang:type=Memory/gc",
                "/version?p=exec/java.lang:type=Memory/gc",
                "/write/java.lang:type=Memory/Verbose/true"
            })
    void whatChangesSomethingMustBePosted(String path) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", AUTHORIZATION)
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("POST");
    }

    @Test
    void aPageOfAnotherSiteMayNotAskAndNobodyWithoutThePasswordMay() throws Exception {
        String body = JSON.writeValueAsString(Map.of("type", "exec", "mbean", ROUTE, "operation", "stop()"));

        assertThat(post(body, "Authorization", AUTHORIZATION, "Origin", "https://acme.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(body, "Accept", "*/*").statusCode()).isEqualTo(401);
        assertThat(read(ROUTE, "State").path("value").asText()).isEqualTo("Started");
    }

    private static JsonNode read(String mbean, String attribute) throws Exception {
        return ask(Map.of("type", "read", "mbean", mbean, "attribute", attribute));
    }

    private static JsonNode exec(String mbean, String operation) throws Exception {
        return ask(Map.of("type", "exec", "mbean", mbean, "operation", operation));
    }

    private static JsonNode ask(Map<String, String> question) throws Exception {
        return JSON.readTree(post(JSON.writeValueAsString(question), "Authorization", AUTHORIZATION)
                .body());
    }

    private static HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .headers(headers)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
