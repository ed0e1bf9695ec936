package io.drover;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * The SQS client for Camel's feeds, whose long polls can be ended at once: Camel waits for them when it stops, up to 20 seconds. They have
 * connections of their own, since a blocked read ends only with its connection. A message that such a poll was just getting comes again
 * after its visibility timeout.
 */
final class Feeds {
    private final SqsClient receiving;
    private final SdkHttpClient connections;
    private final SqsClient rest;
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

    SqsClient client() {
        return (SqsClient)
                Proxy.newProxyInstance(SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, this::call);
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
        try {
            return stopping ? nothing() : invoke(receiving, method, arguments);
        } catch (RuntimeException e) {
            if (stopping) {
                return nothing();
            }
            throw e;
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
