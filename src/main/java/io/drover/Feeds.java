package io.drover;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * The SQS client for Camel's feeds, whose long polls can be ended at once: Camel waits for them when it stops, up to 20 seconds. They have
 * connections of their own, since a blocked read ends only with its connection. A message that such a poll was just getting comes again
 * after its visibility timeout.
 *
 * <p>Nothing is asked of a queue that failed until {@link Polls} lets it, and nothing is received while it could not be worked on: Camel
 * sees an empty queue then. Its own backoff counts all consumers of a feed as one, so how long it paused would depend on their number.
 */
final class Feeds {
    private static final Logger log = LoggerFactory.getLogger(Feeds.class);

    private final SqsClient receiving;
    private final SdkHttpClient connections;
    private final SqsClient rest;
    private final Polls polls = new Polls(System::nanoTime);
    private volatile BooleanSupplier ready = () -> true;
    private volatile Predicate<String> unwanted = url -> false;
    private volatile boolean stopping;

    /**
     * @param receiving used for ReceiveMessage only
     * @param connections those of {@code receiving}
     * @param rest used for everything else, also while Drover stops
     */
    Feeds(SqsClient receiving, SdkHttpClient connections, SqsClient rest) {
        this.receiving = receiving;
        this.connections = connections;
        this.rest = rest;
    }

    /** For everything but the feeds, receiving from other queues included. */
    SqsClient rest() {
        return rest;
    }

    SqsClient client() {
        return (SqsClient)
                Proxy.newProxyInstance(SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, this::call);
    }

    /** How the polls of each queue went. */
    Polls polls() {
        return polls;
    }

    /** From now on messages are received only while this says so; those received before are worked on. */
    void receiveWhile(BooleanSupplier condition) {
        ready = condition;
    }

    /**
     * From now on messages that a poll gets after its feed was suspended go back at once: it lasts up to 20 seconds longer.
     *
     * @param condition whether nobody is to receive from the queue with this URL now
     */
    void giveBackWhile(Predicate<String> condition) {
        unwanted = condition;
    }

    /** From now on nothing is received. */
    void stopReceiving() {
        stopping = true;
        connections.close();
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals("receiveMessage")) {
            return invoke(rest, method, arguments);
        }
        if (arguments == null || !(arguments[0] instanceof ReceiveMessageRequest request)) {
            throw new IllegalArgumentException("Camel's feeds make their requests before they send them");
        }
        return receive(request);
    }

    private ReceiveMessageResponse receive(ReceiveMessageRequest request) {
        if (stopping) {
            return nothing();
        }
        if (!ready.getAsBoolean()) {
            polls.rests(request.queueUrl());
            return nothing();
        }
        if (!polls.mayBegin(request.queueUrl())) {
            return nothing();
        }
        long begun = System.nanoTime();
        try {
            ReceiveMessageResponse answer = receiving.receiveMessage(request);
            polls.succeeded(request.queueUrl());
            if (!unwanted.test(request.queueUrl())) {
                return answer;
            }
            answer.messages().forEach(message -> giveBack(request.queueUrl(), message));
            return nothing();
        } catch (AbortedException e) {
            // Its route is being stopped, alone or with Drover.
            polls.brokeOff(request.queueUrl());
            return nothing();
        } catch (RuntimeException e) {
            if (!stopping) {
                polls.failed(request.queueUrl(), begun, AwsTrouble.sentence(e));
            }
            return nothing();
        }
    }

    private void giveBack(String url, Message message) {
        try {
            rest.changeMessageVisibility(visibility -> visibility
                    .queueUrl(url)
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0));
        } catch (SdkException e) {
            log.atInfo().log(
                    "A message of a feed that was stopped comes back after its visibility timeout, not at once: {}",
                    AwsTrouble.sentence(e));
        }
    }

    private static ReceiveMessageResponse nothing() {
        return ReceiveMessageResponse.builder().build();
    }

    private static @Nullable Object invoke(SqsClient sqs, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(sqs, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
