package io.drover.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.failure.Failure;
import io.drover.failure.RetryLater;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one way to GitHub's REST API: authorised, bounded, redirects followed, failures turned into {@link Failure}. It never logs a body.
 */
public final class GitHubHttp {
    /** Supported until at least March 2028: https://docs.github.com/en/rest/about-the-rest-api/api-versions */
    private static final String API_VERSION = "2022-11-28";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI api;
    private final Credentials credentials;
    private final InFlight inFlight;
    private final Refusal refusal;

    /**
     * @param api base address without a slash at the end
     * @param concurrency most requests under way at once; GitHub allows 100 in all
     */
    public GitHubHttp(URI api, Credentials credentials, int concurrency, Clock clock) {
        this.api = api;
        this.credentials = credentials;
        this.inFlight = new InFlight(concurrency);
        this.refusal = new Refusal(clock);
    }

    /**
     * Sends a request that must succeed.
     *
     * @param what for the failure's text: verb and object
     * @param path below the base address, already encoded
     */
    CompletableFuture<Answer> send(String what, String method, String path, @Nullable Object body) {
        return exchange(what, method, path, body).thenApply(answer -> require(what, answer));
    }

    /** Reads something that may be absent: empty on 404. */
    CompletableFuture<Optional<JsonNode>> find(String what, String path) {
        return exchange(what, "GET", path, null)
                .thenApply(answer -> answer.status() == 404
                        ? Optional.empty()
                        : Optional.of(require(what, answer).json()));
    }

    /** Sends a request and leaves the judgement of its status to the caller. */
    CompletableFuture<Answer> exchange(String what, String method, String path, @Nullable Object body) {
        URI target = URI.create(api + path);
        return inFlight.run(() -> authorised(target, method, body))
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(failure(what, problem)));
    }

    Failure refused(String what, Answer answer) {
        return refusal.of(what, answer);
    }

    private Answer require(String what, Answer answer) {
        if (!answer.ok()) {
            throw refusal.of(what, answer);
        }
        return answer;
    }

    /** A token may have been rotated: on 401 it is read again, once. */
    private CompletableFuture<Answer> authorised(URI target, String method, @Nullable Object body) {
        String token = credentials.token();
        return follow(target, method, body, token, MOST_REDIRECTS).thenCompose(answer -> {
            if (answer.status() != 401) {
                return CompletableFuture.completedFuture(answer);
            }
            credentials.rejected(token);
            return follow(target, method, body, credentials.token(), MOST_REDIRECTS);
        });
    }

    /** A renamed repository answers 301, 302 or 307: the same method goes to the new place, on the same host only. */
    private CompletableFuture<Answer> follow(URI target, String method, @Nullable Object body, String token, int left) {
        return client.sendAsync(request(target, method, body, token), BodyHandlers.ofByteArray())
                .thenApply(GitHubHttp::answer)
                .thenCompose(answer -> {
                    Optional<URI> moved = moved(target, answer);
                    return moved.isPresent() && left > 0
                            ? follow(moved.get(), method, body, token, left - 1)
                            : CompletableFuture.completedFuture(answer);
                });
    }

    private Optional<URI> moved(URI target, Answer answer) {
        boolean redirect = answer.status() == 301 || answer.status() == 302 || answer.status() == 307;
        return redirect
                ? answer.headers()
                        .firstValue("Location")
                        .map(target::resolve)
                        .filter(location -> String.valueOf(location.getScheme()).equals(api.getScheme())
                                && String.valueOf(location.getAuthority()).equals(api.getAuthority()))
                : Optional.empty();
    }

    private static HttpRequest request(URI target, String method, @Nullable Object body, String token) {
        return HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", API_VERSION)
                .header("User-Agent", "Drover")
                .header("Content-Type", "application/json")
                .method(method, publisher(body))
                .build();
    }

    private static BodyPublisher publisher(@Nullable Object body) {
        try {
            return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A request body that Drover made is no JSON", e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), json(response.body()));
    }

    /** A proxy's error page is no JSON; its status still counts. */
    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static RuntimeException failure(String what, Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof IOException) {
            return new RetryLater("GitHub could not be reached to %s: %s".formatted(what, cause), null, cause);
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException("Cannot " + what, cause);
    }
}
