package io.drover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.http.CallLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class DeadLettersCommandTest {
    private static final String BODY = "{\"detail\": \"canary of the body\"}";

    private final AwsStandIn aws = new AwsStandIn(new CallLog());
    private final SqsClient sqs = Clients.of(aws, SqsClient.builder());
    private final Settings.Queues queues = new Settings.Queues(
            URI.create(aws.projectEventsQueue()),
            URI.create(aws.modelEventsQueue()),
            URI.create(aws.deadLettersQueue()));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        sqs.close();
        aws.close();
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void listSaysWhatThereIsAndHowToGoOn() {
        String id = park("project-created");

        assertThat(run("list")).isZero();

        assertThat(out.toString(UTF_8))
                .startsWith("ID ")
                .contains("project-events", "    Grün is missing.\n")
                .endsWith("1 dead letter. Go on with: java -jar drover.jar dead-letters retry " + id.substring(0, 8)
                        + "\n")
                .doesNotContain("canary");
        assertThat(err.size()).isZero();
    }

    @Test
    void listSaysWhenThereIsNone() {
        assertThat(run("list")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("No dead letters.\n");
    }

    @Test
    void listIsReadByMachinesToo() throws Exception {
        String id = park("project-created");

        assertThat(run("list", "--json")).isZero();

        JsonNode listing = Beans.BOARD_JSON.readTree(out.toString(UTF_8));
        assertThat(listing.path("more").isBoolean()).isTrue();
        JsonNode letter = listing.at("/letters/0");
        assertThat(letter.fieldNames())
                .toIterable()
                .containsExactly("id", "sentAt", "reason", "advice", "flow", "run", "feed", "receives", "bytes");
        assertThat(letter.path("id").asText()).isEqualTo(id);
        assertThat(letter.path("sentAt").asText()).endsWith("Z");
    }

    @Test
    void onlyShowPrintsABody() {
        String id = park("project-created");

        assertThat(run("show", id)).isZero();

        assertThat(out.toString(UTF_8)).contains("Grün is missing.").endsWith("\n\n" + BODY + "\n");
    }

    @Test
    void retryTellsWhatWasNotDone() {
        String id = park("project-created");

        assertThat(run("retry", id, "ffffffff")).isEqualTo(1);

        assertThat(out.toString(UTF_8)).isEqualTo("1 retried, 1 not.\n");
        assertThat(err.toString(UTF_8)).startsWith("ffffffff: There is no such dead letter now.");
        await().untilAsserted(() -> assertThat(aws.messages(aws.projectEventsQueue()))
                .extracting(StandInMessage::body)
                .containsExactly(BODY));
    }

    @Test
    void retryToAFeedThatIsNoneIsWrongUsage() {
        park("project-created");

        assertThat(run("retry", "--all", "--to", "dead-letters")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("the feeds are project-events and model-events");
    }

    @Test
    void dropDeletesAllWhenThatIsMeant() {
        park("project-created");

        assertThat(run("drop", "--all", "--yes")).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo("1 dropped, 0 not.\n");
        await().untilAsserted(
                        () -> assertThat(aws.messages(aws.deadLettersQueue())).isEmpty());
    }

    @Test
    void redriveIsFollowedToItsEndAgainAndAgain() {
        park("project-created");
        assertThat(run("redrive", "--to", "project-events")).isZero();
        out.reset();
        park("model-approved");

        assertThat(run("redrive", "--to", "model-events", "--rate", "10")).isZero();

        assertThat(out.toString(UTF_8))
                .startsWith("SQS moves all dead letters to model-events.")
                .containsPattern("COMPLETED: 1( of 1)? moved\n$");
        assertThat(aws.waiting(aws.modelEventsQueue())).isEqualTo(1);
    }

    @Test
    void redriveRefusesAMixture() {
        park("project-created");
        park("model-approved");

        assertThat(run("redrive", "--to", "project-events")).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .isEqualTo("1 of 2 dead letters did not come from project-events, which would drop them."
                        + " Retry sends each to its own feed. Or add --force.\n");
    }

    @Test
    void aRefusalOfSqsIsOneLine() {
        aws.deny("sqs", "ReceiveMessage", 1);

        assertThat(run("list")).isEqualTo(1);
        assertThat(err.toString(UTF_8).lines()).singleElement().asString().contains("sqs:ReceiveMessage");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "purge | Unmatched argument",
                "list 0a1b2c3d | Unmatched argument",
                "list --all | Unknown option: '--all'",
                "show | Missing required parameter: 'ID'",
                "show 0a1b 2c3d | Unmatched argument",
                "retry | Name dead letters by their ids, or say --all.",
                "retry --all 0a1b2c3d | Name dead letters by their ids, or say --all.",
                "retry 0a1 | That is no id of a dead letter: give at least its first 4 characters.",
                "retry ../../x | That is no id of a dead letter: give at least its first 4 characters.",
                "retry --to | Missing required parameter for option '--to' (FEED)",
                "drop --all | drop --all deletes every dead letter for good: add --yes if that is meant.",
                "redrive | Missing required option: '--to=FEED'",
                "redrive --to project-events --rate fast | 'fast' is not an int"
            })
    void refusesWhatCannotBeMeant(String arguments, String said) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .contains(said)
                .contains("Try: java -jar drover.jar dead-letters")
                .endsWith("--help");
        assertThat(out.size()).isZero();
    }

    @Test
    void eachCommandExplainsItself() {
        assertThat(run("retry", "--help")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("java -jar drover.jar dead-letters retry", "--all", "--to=FEED", "Send events back");
    }

    private int run(String... arguments) {
        Console console = Console.of(queues, sqs);
        CommandLine line = Commands.commandLine(
                new DeadLettersCommand(
                        command -> command.applyAsInt(console),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        () -> {}),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return line.execute(
                Stream.concat(Stream.of("dead-letters"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String park(String flow) {
        return sqs.sendMessage(request -> request.queueUrl(aws.deadLettersQueue())
                        .messageBody(BODY)
                        .messageAttributes(Map.of("flow", text(flow), "reason", text("Grün is missing."))))
                .messageId();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
