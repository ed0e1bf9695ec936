package io.drover.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.failure.Failure;
import io.drover.failure.RetryLater;
import io.drover.failure.Unwrapped;
import io.drover.github.KnownAnswers.Known;
import io.drover.github.Work.Priority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to GitHub's REST API: authorised, in its turn, redirects followed, conditional where the answer is known, failures turned
 * into {@link Failure}. It never logs a body.
 */
public final class GitHubHttp {
    private static final Logger log = LoggerFactory.getLogger(GitHubHttp.class);

    /** Supported until at least March 2028: https://docs.github.com/en/rest/about-the-rest-api/api-versions */
    private static final String API_VERSION = "2022-11-28";

    private static final String USUAL_MEDIA_TYPE = "application/vnd.github+json";

    /** Null when it does not run from its JAR. */
    private static final @Nullable String VERSION =
            GitHubHttp.class.getPackage().getImplementationVersion();

    private static final int MOST_REDIRECTS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI api;
    private final Credentials credentials;
    private final Turns turns;
    private final Duration timeout;
    private final KnownAnswers known;
    private final Refusal refusal;
    private final Work work;

    /**
     * @param api base address without a slash at the end
     * @param timeout how long an answer may take, counted from when its request's turn has come
     */
    public GitHubHttp(URI api, Credentials credentials, Pace pace, Duration timeout, Clock clock) {
        this(api, credentials, (Turns) pace, timeout, clock);
    }

    GitHubHttp(URI api, Credentials credentials, Turns turns, Duration timeout, Clock clock) {
        this(newClient(), api, credentials, turns, timeout, new KnownAnswers(), new Refusal(clock), Work.BACKGROUND);
    }

    private GitHubHttp(
            HttpClient client,
            URI api,
            Credentials credentials,
            Turns turns,
            Duration timeout,
            KnownAnswers known,
            Refusal refusal,
            Work work) {
        this.client = client;
        this.api = api;
        this.credentials = credentials;
        this.turns = turns;
        this.timeout = timeout;
        this.known = known;
        this.refusal = refusal;
        this.work = work;
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    /** The same connection, whose requests are made in the turn of the work on a subject. */
    GitHubHttp forWork(Priority priority, String subject, Cost cost) {
        return new GitHubHttp(
                client, api, credentials, turns, timeout, known, refusal, turns.work(priority, subject, cost));
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
        return find(what, path, USUAL_MEDIA_TYPE);
    }

    /** As {@link #find(String, String)}, in a form of which GitHub shows more than in the usual one. */
    CompletableFuture<Optional<JsonNode>> find(String what, String path, String mediaType) {
        var request = new Outgoing(RequestKind.of("GET", path), "GET", publisher(null), mediaType);
        return exchange(what, path, request)
                .thenApply(answer -> answer.status() == 404
                        ? Optional.empty()
                        : Optional.of(require(what, answer).json()));
    }

    /** Sends a request and leaves the judgement of its status to the caller. */
    CompletableFuture<Answer> exchange(String what, String method, String path, @Nullable Object body) {
        return exchange(
                what, path, new Outgoing(RequestKind.of(method, path), method, publisher(body), USUAL_MEDIA_TYPE));
    }

    private CompletableFuture<Answer> exchange(String what, String path, Outgoing request) {
        return follow(URI.create(api + path), request, MOST_REDIRECTS)
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(failure(what, problem)));
    }

    /** What an answer that is no success means. */
    Failure refused(String what, Answer answer) {
        return refusal.of(what, answer);
    }

    /**
     * The answer, when it is a success.
     *
     * @throws Failure that {@link #refused} gives, when it is none
     */
    Answer require(String what, Answer answer) {
        if (!answer.ok()) {
            throw refused(what, answer);
        }
        return answer;
    }

    private record Outgoing(RequestKind kind, String method, BodyPublisher body, String mediaType) {}

    private record Exchange(String token, Answer answer) {}

    /** A renamed repository answers 301, 302 or 307: the same method goes to the new place, on the same host only. */
    private CompletableFuture<Answer> follow(URI target, Outgoing request, int left) {
        return authorised(target, request).thenCompose(answer -> {
            Optional<URI> moved = moved(target, answer);
            return moved.isPresent() && left > 0
                    ? follow(moved.get(), request, left - 1)
                    : CompletableFuture.completedFuture(answer);
        });
    }

    /** A token may have been rotated: on 401 it is read again, once. */
    private CompletableFuture<Answer> authorised(URI target, Outgoing request) {
        return inTurn(target, request).thenCompose(first -> {
            if (first.answer().status() != 401) {
                return CompletableFuture.completedFuture(first.answer());
            }
            credentials.rejected(first.token());
            return inTurn(target, request).thenApply(Exchange::answer);
        });
    }

    /** Each request takes its own turn, those that follow a redirect or a refused token too. */
    private CompletableFuture<Exchange> inTurn(URI target, Outgoing outgoing) {
        return turns.run(work, outgoing.kind(), () -> {
            String token = credentials.token();
            HttpRequest.Builder request = request(target, outgoing, token);
            Optional<Known> last = outgoing.kind() == RequestKind.READ ? known.find(target) : Optional.empty();
            last.ifPresent(answer -> request.header("If-None-Match", answer.tag()));
            // The request's own time-out ends with the headers; this one covers a body that stalls.
            return client.sendAsync(request.build(), BodyHandlers.ofByteArray())
                    .orTimeout(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS)
                    .thenApply(response -> {
                        Answer answer = answer(response);
                        turns.answered(answer);
                        logAnswer(outgoing, target, answer);
                        if (answer.status() == 304 && last.isPresent()) {
                            byte[] body = last.get().body();
                            return new Exchange(token, new Answer(200, response.headers(), json(body)));
                        }
                        if (outgoing.kind() == RequestKind.READ) {
                            known.keep(target, answer.status(), answer.header("ETag"), response.body());
                        }
                        return new Exchange(token, answer);
                    });
        });
    }

    private void logAnswer(Outgoing request, URI target, Answer answer) {
        log.atDebug()
                .addKeyValue("run", work.run())
                .addKeyValue("request", answer.header("X-GitHub-Request-Id"))
                .log("{} {} {}", request.method(), target.getPath(), answer.status());
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

    private HttpRequest.Builder request(URI target, Outgoing outgoing, String token) {
        return HttpRequest.newBuilder(target)
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Accept", outgoing.mediaType())
                .header("X-GitHub-Api-Version", API_VERSION)
                .header("User-Agent", agent())
                .header("Content-Type", "application/json")
                .method(outgoing.method(), outgoing.body());
    }

    /** GitHub's audit log shows it with what an organization's repositories went through, so a run finds its requests there. */
    private String agent() {
        String program = VERSION == null ? "Drover" : "Drover/" + VERSION;
        return work.run() == null ? program : "%s (run %s)".formatted(program, work.run());
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
        Throwable cause = Unwrapped.cause(problem);
        if (cause instanceof TimeoutException) {
            var late = new HttpTimeoutException("the answer did not end in time (drover.github.timeout)");
            return new RetryLater("GitHub could not be reached to %s: %s".formatted(what, late), null, late);
        }
        if (cause instanceof IOException) {
            return new RetryLater("GitHub could not be reached to %s: %s".formatted(what, cause), null, cause);
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException("Cannot " + what, cause);
    }
}
