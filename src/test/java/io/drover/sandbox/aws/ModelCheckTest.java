package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not fit AWS's models is noticed: that the other tests find no violation is worth something. */
class ModelCheckTest {
    private static final String RIGHT = """
        {"domainId":"dzd_1","id":"p1","name":"churn","createdBy":"alice","createdAt":"2026-01-05T10:00:00Z",
         "environmentDeploymentDetails":{"overallDeploymentStatus":"SUCCESSFUL"}}
        """;

    private final Violations violations = new Violations();
    private final CallLog log = new CallLog();

    @Test
    void aRightAnswerIsNoViolation() {
        Response response = gateway(RIGHT).answer(get("/v2/domains/dzd_1/projects/p1"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(violations.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SUCCESSFUL | FAILED | $.environmentDeploymentDetails.overallDeploymentStatus: 'FAILED' is none of
        "createdBy" | "creator" | required member createdBy is missing
        "createdBy" | "creator" | unknown member creator
        "dzd_1" | "d-1" | $.domainId: 'd-1' does not match dzd
        "churn" | "" | $.name: 0 characters, at least 1
        "churn" | 7 | $.name: no text
        "2026-01-05T10:00:00Z" | 1767607200 | $.createdAt: no ISO 8601 time
        """)
    void aWrongAnswerIsAViolation(String right, String wrong, String said) {
        gateway(RIGHT.replace(right, wrong)).answer(get("/v2/domains/dzd_1/projects/p1"));

        assertThat(violations.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("datazone GetProject answer: ")
                        .contains(said));
    }

    @Test
    void anErrorThatTheOperationDoesNotDeclareIsAViolation() {
        Operation refusing = input -> {
            throw AwsError.of("ConflictException", "no");
        };

        gateway(refusing).answer(get("/v2/domains/dzd_1/projects/p1"));

        assertThat(violations.lines())
                .containsExactly("datazone GetProject answer: error ConflictException is not in the model");
    }

    @Test
    void aWrongRequestIsAViolationAndRefusedAsAwsWould() {
        Response response = gateway(RIGHT).answer(get("/v2/domains/wrong/projects/p1?more=1"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("x-amzn-ErrorType", "ValidationException");
        assertThat(violations.lines())
                .anySatisfy(line -> assertThat(line).contains("GetProject request: $.domainIdentifier: 'wrong'"))
                .anySatisfy(line -> assertThat(line).contains("GetProject request: $: unknown member more"));
    }

    @Test
    void anOperationThatNobodyWroteIsAViolation() {
        Response response = gateway(RIGHT).answer(get("/v2/domains/dzd_1/glossaries/g1"));

        assertThat(response.headers()).containsEntry("x-amzn-ErrorType", "UnknownOperationException");
        assertThat(violations.lines())
                .containsExactly("datazone GET /v2/domains/dzd_1/glossaries/g1 request:"
                        + " the stand-in has no such operation");
        assertThat(log.calls()).hasSize(1);
    }

    @Test
    void aFormIsReadWithItsListsAndChecked() {
        ServiceModel sts = ServiceModel.named("sts");
        String form = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fr"
                + "&RoleSessionName=s&DurationSeconds=60&Tags.member.1.Key=a&Tags.member.1.Value=b&Other=1";

        ObjectNode input = Protocol.of(sts).input(post(form), "AssumeRole");

        assertThat(input.at("/Tags/0/Key").asText()).isEqualTo("a");
        assertThat(ShapeCheck.problems(sts, "AssumeRoleRequest", input))
                .containsExactlyInAnyOrder(
                        "$.RoleSessionName: 1 characters, at least 2",
                        "$.DurationSeconds: 60 is less than 900",
                        "$: unknown member Other");
    }

    private Gateway gateway(String answer) {
        return gateway(input -> (ObjectNode) Json.read(answer));
    }

    private Gateway gateway(Operation getProject) {
        Service service = Service.of("datazone", "datazone", Service.Codes.REST, Map.of("GetProject", getProject));
        return new Gateway(List.of(service), new Refusals(), violations, log);
    }

    private static Request get(String target) {
        String[] parts = target.split("\\?", 2);
        return new Request("GET", parts[0], parts.length > 1 ? parts[1] : "", Map.of(), new byte[0]);
    }

    private static Request post(String form) {
        return new Request("POST", "/", "", Map.of(), form.getBytes(StandardCharsets.UTF_8));
    }
}
