package io.drover;

import io.drover.failure.Foreign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * What is not finished when Drover stops goes back to its queue at once, so that another process need not wait for the visibility timeout.
 * While Drover runs, a message whose work failed stays hidden for that time: a pause for whatever failed.
 */
final class HandBack extends EventNotifierSupport {
    private static final Logger log = LoggerFactory.getLogger(HandBack.class);

    /** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
    private static final int MOST_AT_ONCE = 10;

    /** Header with SQS's attribute of that name; the feeds ask for it. */
    private static final String SENT = "SentTimestamp";

    private final SqsClient sqs;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    HandBack(SqsClient sqs) {
        this.sqs = sqs;
        setIgnoreCamelContextEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    /**
     * A message being worked on.
     *
     * @param sent when it came into its queue; null when SQS was not asked
     */
    private record Held(
            String queueUrl, String receipt, @Nullable Instant sent) {}

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeCreatedEvent
                || event instanceof ExchangeCompletedEvent
                || event instanceof ExchangeFailedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((ExchangeEvent) event).getExchange();
        if (event instanceof ExchangeCreatedEvent) {
            String receipt = exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
            if (receipt != null && exchange.getFromEndpoint() instanceof Sqs2Endpoint feed) {
                held.put(
                        exchange.getExchangeId(),
                        new Held(feed.getConfiguration().getQueueUrl(), receipt, sent(exchange)));
            }
            return;
        }
        Held message = held.remove(exchange.getExchangeId());
        if (message != null && stopping && event instanceof ExchangeFailedEvent) {
            giveBack(message.queueUrl(), List.of(message));
        }
    }

    private static @Nullable Instant sent(Exchange exchange) {
        Long milliseconds = exchange.getMessage().getHeader(SENT, Long.class);
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }

    /** When the oldest message of a queue that is being worked on came into it; empty when there is none. */
    Optional<Instant> oldest(String queueUrl) {
        return held.values().stream()
                .filter(message -> message.queueUrl().equals(queueUrl))
                .flatMap(message -> Stream.ofNullable(message.sent()))
                .min(Comparator.naturalOrder());
    }

    /** From now on a message whose work fails goes back at once. */
    void stopping() {
        stopping = true;
    }

    /** Gives back all that is still being worked on; to be called when nothing works any more. */
    void giveBackAll() {
        Map<String, List<Held>> byQueue = held.values().stream().collect(Collectors.groupingBy(Held::queueUrl));
        byQueue.forEach((queueUrl, messages) -> {
            for (int i = 0; i < messages.size(); i += MOST_AT_ONCE) {
                giveBack(queueUrl, messages.subList(i, Math.min(i + MOST_AT_ONCE, messages.size())));
            }
        });
        held.clear();
    }

    private void giveBack(String queueUrl, List<Held> messages) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Held message : messages) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(message.receipt())
                    .visibilityTimeout(0)
                    .build());
        }
        try {
            sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(queueUrl).entries(entries));
        } catch (SdkException e) {
            log.atInfo().log(
                    "Messages come back after their visibility timeout, not at once: {}",
                    Foreign.oneLine(String.valueOf(e.getMessage())));
        }
    }
}
