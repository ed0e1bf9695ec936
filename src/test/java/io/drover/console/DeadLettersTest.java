package io.drover.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.console.DeadLetters.Listing;
import io.drover.console.LetterOutcome.Cause;
import io.drover.console.LetterOutcome.Undone;
import io.drover.console.Redrive.Progress;
import io.drover.failure.Permanent;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.http.CallLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Dead letters in queues that behave like those of SQS. */
class DeadLettersTest {
    private static final String ODD = "{ \"a\" :\t[ 1,2 ],\r\n  \"grün\": \"🐑\\u00e9\" }\n\n";

    private final AwsStandIn aws = new AwsStandIn(new CallLog());
    private final SqsClient sqs = Clients.of(aws, SqsClient.builder());
    private final List<Feed> feeds = List.of(
            new Feed("project-events", aws.projectEventsQueue(), "project-created"),
            new Feed("model-events", aws.modelEventsQueue(), "model-approved"));
    private final DeadLetters letters = new DeadLetters(sqs, aws.deadLettersQueue(), feeds);
    private final Redrive redrive = new Redrive(sqs, aws.deadLettersQueue(), feeds, letters);

    @AfterEach
    void everythingFitsTheModels() {
        sqs.close();
        aws.close();
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void listsThemOldestFirstWithAllThatTheySayAndHidesNone() {
        List<String> ids = IntStream.range(0, 23)
                .mapToObj(i -> park("body " + i, label(aws.projectEventsQueue())))
                .toList();

        Listing listing = letters.list();

        assertThat(listing.more()).isFalse();
        assertThat(listing.letters()).extracting(DeadLetter::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listing.letters()).extracting(DeadLetter::sentAt).isSorted();
        assertThat(listing.letters()).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo("No folder.");
            assertThat(letter.advice()).isEqualTo("Mend it.");
            assertThat(letter.flow()).isEqualTo("project-created");
            assertThat(letter.run()).isEqualTo("run-7");
            assertThat(letter.feed()).isEqualTo("project-events");
            assertThat(letter.receives()).isEqualTo(1);
            assertThat(letter.bytes()).isBetween(6, 7);
        });
        assertThat(aws.inFlight(aws.deadLettersQueue())).isZero();
        assertThat(aws.waiting(aws.deadLettersQueue())).isEqualTo(23);
    }

    @Test
    void hidesNoneWhenSqsRefusesInBetween() {
        IntStream.range(0, 12).forEach(i -> park("body " + i, Map.of()));
        var refusing = new RefusingSecondReceive(sqs);

        assertThatThrownBy(() -> new DeadLetters(refusing, aws.deadLettersQueue(), feeds).list())
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("sqs:ReceiveMessage")
                .hasMessageContaining(aws.deadLettersQueue());
        assertThat(aws.inFlight(aws.deadLettersQueue())).isZero();
    }

    @Test
    void showsOneWithItsBodyAsItCame() {
        String id = park(ODD, label(aws.projectEventsQueue()));
        park("other", Map.of());

        assertThat(letters.show(id.substring(0, 13)).body()).isEqualTo(ODD);
        assertThatThrownBy(() -> letters.show("ffffffff"))
                .isInstanceOf(NotOneLetter.class)
                .hasMessageStartingWith("ffffffff: There is no such dead letter now.");
        assertThatThrownBy(() -> letters.show("f")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void retriesOneAsItCameWithoutWhatItSaid() {
        String id = park(ODD, label(aws.projectEventsQueue()));
        String other = park("other", label(aws.projectEventsQueue()));

        LetterOutcome outcome = letters.retry(Selection.of(List.of(id.substring(0, 13))), null);

        assertThat(outcome).isEqualTo(new LetterOutcome(List.of(id), List.of(), false));
        awaitBodies(aws.projectEventsQueue(), ODD);
        assertThat(aws.messages(aws.projectEventsQueue()).get(0).attributes()).isEmpty();
        awaitBodies(aws.deadLettersQueue(), "other");
        assertThat(letters.list().letters()).extracting(DeadLetter::id).containsExactly(other);
    }

    @Test
    void sendsEachBackToItsOwnFeed() {
        park("by queue", Map.of("queue", aws.modelEventsQueue(), "flow", "mine"));
        park("by flow", Map.of("flow", "model-approved"));
        park("by another host", Map.of("queue", "https://sqs.example.org/111122223333/project-events"));
        String stranger = park("stranger", Map.of("queue", aws.outcomesQueue()));

        LetterOutcome outcome = letters.retry(Selection.all(), null);

        assertThat(outcome.done()).hasSize(3);
        assertThat(outcome.failed())
                .containsExactly(new Undone(
                        stranger,
                        Cause.NOT_CLEAR,
                        "It came from none of project-events and model-events, so name the feed that it shall go to."));
        awaitBodies(aws.modelEventsQueue(), "by queue", "by flow");
        awaitBodies(aws.projectEventsQueue(), "by another host");
        awaitBodies(aws.deadLettersQueue(), "stranger");
        assertThat(aws.messages(aws.outcomesQueue())).isEmpty();

        letters.retry(Selection.all(), "project-events");

        awaitBodies(aws.projectEventsQueue(), "by another host", "stranger");
    }

    @Test
    void retriesWhatSqsMovedItself() {
        aws.send(aws.modelEventsQueue(), "poison");
        IntStream.range(0, 13)
                .forEach(i -> sqs.receiveMessage(
                        request -> request.queueUrl(aws.modelEventsQueue()).visibilityTimeout(0)));
        await().untilAsserted(
                        () -> assertThat(aws.messages(aws.deadLettersQueue())).hasSize(1));

        assertThat(letters.list().letters()).singleElement().satisfies(letter -> {
            assertThat(letter.feed()).isEqualTo("model-events");
            assertThat(letter.reason()).isNull();
        });
        letters.retry(Selection.all(), null);

        awaitBodies(aws.modelEventsQueue(), "poison");
    }

    @Test
    void dropsThoseThatAreMeantOnly() {
        String id = park("one", Map.of());
        park("two", Map.of());

        LetterOutcome outcome = letters.drop(Selection.of(List.of(id, "ffffffff")));

        assertThat(outcome.done()).containsExactly(id);
        assertThat(outcome.failed()).extracting(Undone::cause).containsExactly(Cause.NOT_FOUND);
        awaitBodies(aws.deadLettersQueue(), "two");
        assertThat(letters.list().letters()).hasSize(1);

        letters.drop(Selection.all());

        awaitBodies(aws.deadLettersQueue());
    }

    @Test
    void leavesADeadLetterThatCannotBeSentWhereItIs() {
        park("kept", label(aws.projectEventsQueue()));
        aws.deny("sqs", "SendMessage", 1);

        LetterOutcome outcome = letters.retry(Selection.all(), null);

        assertThat(outcome.failed()).singleElement().satisfies(undone -> {
            assertThat(undone.cause()).isEqualTo(Cause.SQS_REFUSED);
            assertThat(undone.reason()).contains("sqs:SendMessage", aws.projectEventsQueue());
        });
        assertThat(letters.list().letters()).hasSize(1);
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        String gone = aws.deadLettersQueue() + "-gone";

        assertThatThrownBy(() -> new DeadLetters(sqs, gone, feeds).list())
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("There is no queue " + gone);
    }

    @Test
    void hasSqsMoveAllOfOneFeed() {
        IntStream.range(0, 5).forEach(i -> park("body " + i, label(aws.projectEventsQueue())));

        redrive.start("project-events", OptionalInt.of(100), false);

        await().until(() -> redrive.progress().filter(Progress::isOver).isPresent());
        assertThat(redrive.progress()).hasValueSatisfying(progress -> {
            assertThat(progress.isDone()).isTrue();
            assertThat(progress.moved()).isEqualTo(5);
        });
        assertThat(aws.waiting(aws.projectEventsQueue())).isEqualTo(5);
        assertThat(aws.waiting(aws.deadLettersQueue())).isZero();
    }

    @Test
    void redrivesNothingThatCameFromElsewhereUnlessItMust() {
        park("project", label(aws.projectEventsQueue()));
        park("unknown", Map.of());

        assertThatThrownBy(() -> redrive.start("project-events", OptionalInt.empty(), false))
                .isInstanceOf(Redrive.Mixed.class)
                .hasMessageStartingWith("1 of 2 dead letters did not come from project-events, which would drop them.");
        assertThat(redrive.progress()).isEmpty();

        redrive.start("project-events", OptionalInt.empty(), true);

        awaitBodies(aws.projectEventsQueue(), "project", "unknown");
    }

    @Test
    void redrivesOnlyToAFeedAtARateThatSqsKnows() {
        assertThatThrownBy(() -> redrive.start("outcomes", OptionalInt.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no feed of that name; the feeds are project-events and model-events.");
        assertThatThrownBy(() -> redrive.start("project-events", OptionalInt.of(501), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rate is 1 to 500 messages a second.");
    }

    private record RefusingSecondReceive(SqsClient sqs, AtomicInteger receives) implements SqsClient {
        private RefusingSecondReceive(SqsClient sqs) {
            this(sqs, new AtomicInteger());
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            if (receives.incrementAndGet() == 2) {
                throw SqsException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDeniedException")
                                .build())
                        .build();
            }
            return sqs.receiveMessage(request);
        }

        @Override
        public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
                ChangeMessageVisibilityBatchRequest request) {
            return sqs.changeMessageVisibilityBatch(request);
        }

        @Override
        public String serviceName() {
            return sqs.serviceName();
        }

        @Override
        public void close() {}
    }

    private static Map<String, String> label(String queue) {
        return new Label("No folder.", "Mend it.", "project-created", "run-7", queue).attributes("");
    }

    private String park(String body, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        return sqs.sendMessage(request -> request.queueUrl(aws.deadLettersQueue())
                        .messageBody(body)
                        .messageAttributes(values))
                .messageId();
    }

    private void awaitBodies(String queue, String... bodies) {
        await().untilAsserted(() ->
                assertThat(aws.messages(queue)).extracting(StandInMessage::body).containsExactlyInAnyOrder(bodies));
    }
}
