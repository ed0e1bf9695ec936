package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Drives the queues and the events of the stand-in with the SDK's own clients. */
class AwsQueuesTest {
    private final CallLog log = new CallLog();
    private final AwsStandIn aws = new AwsStandIn(log);
    private final SqsClient sqs = Clients.of(aws, SqsClient.builder());
    private final EventBridgeClient events = Clients.of(aws, EventBridgeClient.builder());
    private final String queue = aws.projectEventsQueue();

    @BeforeEach
    void queuesAreEmpty() {
        assertThat(aws.messages(queue)).isEmpty();
    }

    @AfterEach
    void everythingFitsTheModels() {
        sqs.close();
        events.close();
        aws.close();
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void aMessageIsSentReceivedAndDeleted() {
        sqs.sendMessage(r -> r.queueUrl(queue)
                .messageBody("hello")
                .messageAttributes(Map.of(
                        "reason",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("why")
                                .build())));

        Message message = receive(queue, 60).get(0);
        assertThat(message.body()).isEqualTo("hello");
        assertThat(message.messageAttributes())
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason.stringValue()).isEqualTo("why"));
        assertThat(aws.waiting(queue)).isZero();
        assertThat(aws.inFlight(queue)).isEqualTo(1);
        assertThat(aws.messages(queue)).extracting(StandInMessage::attributes).containsExactly(Map.of("reason", "why"));
        sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));

        assertThat(aws.inFlight(queue)).isZero();
        await().untilAsserted(() -> assertThat(aws.messages(queue)).isEmpty());
        assertThat(log.calls())
                .extracting(Call::system, Call::operation, Call::writes)
                .contains(
                        tuple("sqs", "SendMessage", true),
                        tuple("sqs", "ReceiveMessage", false),
                        tuple("sqs", "DeleteMessage", true));
    }

    @Test
    void visibilityIsGivenBackAndRunsOut() {
        aws.send(queue, "again");

        Message first = receive(queue, 60).get(0);
        assertThat(receive(queue, 60)).isEmpty();
        sqs.changeMessageVisibility(
                r -> r.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
        assertThat(receive(queue, 1)).hasSize(1);
        List<Message> third = sqs.receiveMessage(r -> r.queueUrl(queue)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();

        assertThat(third)
                .singleElement()
                .satisfies(message -> assertThat(message.attributes())
                        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3"));
    }

    @Test
    void afterTwelveReceivesAMessageIsADeadLetter() {
        aws.send(queue, "poison");

        for (int i = 0; i < 12; i++) {
            assertThat(receive(queue, 0)).hasSize(1);
            assertThat(aws.messages(queue)).hasSize(1);
        }
        assertThat(receive(queue, 0)).isEmpty();

        await().untilAsserted(() -> assertThat(aws.messages(aws.deadLettersQueue()))
                .extracting(StandInMessage::body)
                .containsExactly("poison"));
        await().untilAsserted(() -> assertThat(aws.messages(queue)).isEmpty());
        assertThat(aws.waiting(aws.deadLettersQueue())).isEqualTo(1);
        String deadLetters = attributes(aws.deadLettersQueue()).get(QueueAttributeName.QUEUE_ARN);
        sqs.startMessageMoveTask(
                r -> r.sourceArn(deadLetters).destinationArn(attributes(queue).get(QueueAttributeName.QUEUE_ARN)));
        await().untilAsserted(() -> assertThat(aws.messages(queue)).hasSize(1));
        assertThat(receive(queue, 60)).hasSize(1);
    }

    @Test
    void theQueuesAreSetUpLikeTheReal() {
        assertThat(sqs.getQueueUrl(r -> r.queueName("project-events")).queueUrl())
                .isEqualTo(queue);
        assertThat(attributes(queue))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:111122223333:project-events");
        assertThat(attributes(aws.modelEventsQueue()).get(QueueAttributeName.REDRIVE_POLICY))
                .contains("dead-letters")
                .contains("12");
        assertThatThrownBy(() -> sqs.receiveMessage(r -> r.queueUrl(queue + "-none")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void aLongPollWakesUpAndHoldsNobodyUp() {
        aws.server().latency(Duration.ofMillis(20));
        CompletableFuture<List<Message>> poll = longPoll();

        sqs.getQueueUrl(r -> r.queueName("outcomes"));
        assertThat(poll).isNotDone();
        aws.send(queue, "woken");

        assertThat(poll)
                .succeedsWithin(Duration.ofSeconds(3))
                .satisfies(messages ->
                        assertThat(messages).extracting(Message::body).containsExactly("woken"));
    }

    @Test
    void closingWhileSomebodyPollsIsNoViolation() {
        CompletableFuture<List<Message>> poll = longPoll();

        aws.close();

        assertThat(poll).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void anAbandonedPollTakesNoMessageAway() {
        CompletableFuture<List<Message>> poll = longPoll();
        aws.abandonReceives();
        aws.send(queue, "kept");

        assertThat(poll)
                .succeedsWithin(Duration.ofSeconds(3))
                .satisfies(messages -> assertThat(messages).isEmpty());
        assertThat(aws.waiting(queue)).isEqualTo(1);
    }

    @Test
    void anOutcomeReachesItsQueueInAnEnvelope() {
        var answer = events.putEvents(r -> r.entries(entry("Drover Project Ready", "{\"project\":\"p1\"}")));

        assertThat(answer.failedEntryCount()).isZero();
        assertThat(aws.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.bus()).isEqualTo("ml-platform");
            assertThat(outcome.detail().path("project").asText()).isEqualTo("p1");
        });
        JsonNode envelope = Json.read(receive(aws.outcomesQueue(), 60).get(0).body());
        assertThat(envelope.path("version").asText()).isEqualTo("0");
        assertThat(envelope.path("id").asText())
                .isEqualTo(answer.entries().get(0).eventId());
        assertThat(envelope.path("detail-type").asText()).isEqualTo("Drover Project Ready");
        assertThat(envelope.path("source").asText()).isEqualTo("drover");
        assertThat(envelope.path("account").asText()).isEqualTo(AwsStandIn.ACCOUNT);
        assertThat(envelope.path("region").asText()).isEqualTo(AwsStandIn.REGION);
        assertThat(envelope.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(envelope.path("resources").path(0).asText()).isEqualTo("arn:aws:datazone:::p1");
        assertThat(envelope.path("detail").path("project").asText()).isEqualTo("p1");
    }

    @Test
    void entriesThatEventBridgeWouldNotTakeFailAlone() {
        aws.failNextEntries(1);

        var answer = events.putEvents(r -> r.entries(
                entry("Drover Project Ready", "{}"),
                entry("Drover Project Ready", "no json"),
                entry("Drover Project Ready", "{}").toBuilder()
                        .source("aws.datazone")
                        .build(),
                entry("Drover Project Ready", "{}")));

        assertThat(answer.failedEntryCount()).isEqualTo(3);
        assertThat(answer.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly("InternalFailure", "MalformedDetail", "NotAuthorizedForSourceException", null);
        assertThat(aws.outcomes()).hasSize(1);
    }

    @Test
    void aRuleOfOnesOwnIsMatchedByEventRuler() {
        String pattern = "{\"source\":[\"drover\"],\"detail\":{\"approved\":[true]}}";
        events.putRule(r -> r.name("mine").eventBusName("ml-platform").eventPattern(pattern));
        events.putTargets(r -> r.rule("mine")
                .eventBusName("ml-platform")
                .targets(Target.builder()
                        .id("models")
                        .arn("arn:aws:sqs:us-east-1:111122223333:model-events")
                        .build()));

        events.putEvents(r -> r.entries(entry("Other", "{\"approved\":true}"), entry("Other", "{\"approved\":false}")));

        await().untilAsserted(
                        () -> assertThat(aws.messages(aws.modelEventsQueue())).hasSize(1));
        assertThat(aws.messages(aws.outcomesQueue())).isEmpty();
        assertThatThrownBy(() -> events.putRule(r -> r.name("bad").eventPattern("{\"source\":\"text\"}")))
                .isInstanceOf(InvalidEventPatternException.class);
    }

    @Test
    void aProjectTellsItsEvents() {
        ProjectScene scene = aws.project("p-events");

        JsonNode created = Json.read(scene.createProjectEvent());
        JsonNode hidden = Json.read(scene.events().projectCreated(ProjectEvents.Parameters.HIDDEN));
        JsonNode absent = Json.read(scene.events().projectCreated(ProjectEvents.Parameters.ABSENT));

        String asked = "/detail/requestParameters/userParameters";
        assertThat(created.at("/detail/responseElements/id").asText()).isEqualTo("p-events");
        assertThat(created.at("/detail/requestParameters/domainIdentifier").asText())
                .isEqualTo(AwsStandIn.DOMAIN);
        assertThat(created.at(asked + "/0/environmentParameters/1/value").asText())
                .isEqualTo(scene.repository());
        assertThat(hidden.at(asked).asText()).isEqualTo("HIDDEN_DUE_TO_SECURITY_REASONS");
        assertThat(absent.at(asked).isMissingNode()).isTrue();
        assertThat(Json.read(scene.events().projectRefused())
                        .at("/detail/errorCode")
                        .asText())
                .isEqualTo("AccessDeniedException");
        assertThat(Json.read(scene.events().projectDeleted())
                        .at("/detail/requestParameters/identifier")
                        .asText())
                .isEqualTo("p-events");
    }

    private CompletableFuture<List<Message>> longPoll() {
        CompletableFuture<List<Message>> poll = CompletableFuture.supplyAsync(() ->
                sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10)).messages());
        await().until(() -> aws.receiving() == 1);
        return poll;
    }

    private static PutEventsRequestEntry entry(String detailType, String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName("ml-platform")
                .source("drover")
                .detailType(detailType)
                .detail(detail)
                .resources("arn:aws:datazone:::p1")
                .build();
    }

    private List<Message> receive(String from, int visibility) {
        return sqs.receiveMessage(
                        r -> r.queueUrl(from).visibilityTimeout(visibility).messageAttributeNames("reason"))
                .messages();
    }

    private Map<QueueAttributeName, String> attributes(String of) {
        return sqs.getQueueAttributes(r -> r.queueUrl(of).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
