package io.drover;

import io.drover.failure.Foreign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
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

    /** A message being worked on. */
    private record Held(String queueUrl, String receipt) {}

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
                        new Held(feed.getConfiguration().getQueueUrl(), receipt));
            }
            return;
        }
        Held message = held.remove(exchange.getExchangeId());
        if (message != null && stopping && event instanceof ExchangeFailedEvent) {
            giveBack(message.queueUrl(), List.of(message));
        }
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
