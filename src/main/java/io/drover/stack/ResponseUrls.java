package io.drover.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.event.StackRequest;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Puts answers to the addresses that CloudFormation gave: signed, good for two hours, and never to be shown. */
final class ResponseUrls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @throws RetryLater when S3 cannot be reached, or has a problem of its own
     * @throws Permanent when the address is no good any more
     */
    void put(StackRequest request, StackAnswer answer) {
        int status = send(request, answer);
        if (status >= 500) {
            throw new RetryLater("The answer to %s was not taken (HTTP %d).".formatted(request, status));
        }
        if (status >= 300) {
            throw new Permanent(
                    "The answer to %s was refused (HTTP %d): its address is good for two hours. CloudFormation gives the resource up by itself."
                            .formatted(request, status));
        }
    }

    private int send(StackRequest request, StackAnswer answer) {
        try {
            // Without a Content-Type: the signature knows of none.
            HttpRequest put = HttpRequest.newBuilder(URI.create(request.responseUrl()))
                    .timeout(PATIENCE)
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(answer)))
                    .build();
            return http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings can always be written", e);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose text has the address.
            throw new Permanent("The ResponseURL of %s is no address.".formatted(request));
        } catch (IOException e) {
            throw new RetryLater("The answer to %s could not be sent: %s."
                    .formatted(request, e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("Drover was stopped while it answered %s.".formatted(request));
        }
    }
}
