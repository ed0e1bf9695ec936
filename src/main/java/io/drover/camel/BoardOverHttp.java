package io.drover.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.console.Board;
import io.drover.console.Reconciling;
import io.drover.console.Summary;
import io.drover.failure.Failure;
import io.drover.failure.Unwrapped;
import io.drover.ledger.ProjectFilter;
import io.drover.ledger.ProjectState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The board's JSON over HTTP: each method sets status, headers and body, of errors too. */
public final class BoardOverHttp {
    private static final int MOST = 2000;
    private static final int USUAL = 200;

    /** A browser waits no longer than that for a button. */
    private static final int SECONDS_TO_COMPARE = 60;

    private final Board board;
    private final Supplier<Summary> summary;
    private final Reconciling reconciling;
    private final ObjectMapper json;

    public BoardOverHttp(Board board, Supplier<Summary> summary, Reconciling reconciling, ObjectMapper json) {
        this.board = board;
        this.summary = summary;
        this.reconciling = reconciling;
        this.json = json;
    }

    /** What an answer says that is none. */
    private record Problem(String error) {}

    private record Answer(int status, Object body) {
        static Answer of(Optional<?> found, String what) {
            return found.<Answer>map(body -> new Answer(200, body))
                    .orElseGet(() -> new Answer(404, new Problem("The ledger knows no such %s.".formatted(what))));
        }
    }

    /** Query: {@code state} (several with commas), {@code search}, {@code behind=true}, {@code limit} up to 2000, {@code after}. */
    public void projects(Exchange exchange) {
        answer(exchange, () -> new Answer(200, board.projects(filter(exchange))));
    }

    public void project(Exchange exchange) {
        answer(exchange, () -> Answer.of(board.project(subject(exchange)), "project"));
    }

    public void run(Exchange exchange) {
        answer(exchange, () -> Answer.of(board.run(text(exchange, "id")), "run"));
    }

    public void summary(Exchange exchange) {
        answer(exchange, () -> new Answer(200, summary.get()));
    }

    /** Query: {@code dryRun=false} asks for what differs to be mended. */
    public void reconcile(Exchange exchange) {
        answer(exchange, () -> {
            boolean dryRun = !text(exchange, "dryRun").equals("false");
            var report = reconciling
                    .reconcile(subject(exchange), dryRun)
                    .orTimeout(SECONDS_TO_COMPARE, TimeUnit.SECONDS)
                    .join();
            return new Answer(200, report);
        });
    }

    private void answer(Exchange exchange, Supplier<Answer> work) {
        Answer answer = attempt(work);
        byte[] body = write(answer.body());
        HttpAnswer.send(exchange, answer.status(), "application/json", body);
    }

    private static Answer attempt(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            return new Answer(400, new Problem(String.valueOf(e.getMessage())));
        } catch (Failure e) {
            return new Answer(502, new Problem(e.reason()));
        } catch (CompletionException e) {
            Throwable cause = Unwrapped.cause(e);
            if (cause instanceof Failure failure) {
                return new Answer(502, new Problem(failure.reason()));
            }
            if (cause instanceof TimeoutException) {
                return new Answer(
                        504,
                        new Problem(
                                "GitHub has not answered within %d seconds; its limits may hold it: try again later."
                                        .formatted(SECONDS_TO_COMPARE)));
            }
            throw e;
        }
    }

    private byte[] write(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of the board can always be written", e);
        }
    }

    private static ProjectFilter filter(Exchange exchange) {
        return new ProjectFilter(
                states(text(exchange, "state")),
                text(exchange, "search").strip(),
                text(exchange, "behind").equals("true"),
                (int) number(exchange, "limit", USUAL, MOST),
                number(exchange, "after", ProjectFilter.START, Long.MAX_VALUE));
    }

    private static Set<ProjectState> states(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .filter(state -> !state.isBlank())
                    .map(state -> ProjectState.valueOf(state.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "state must be some of %s.".formatted(Arrays.toString(ProjectState.values())), e);
        }
    }

    private static long number(Exchange exchange, String name, long usual, long most) {
        String text = text(exchange, name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw new IllegalArgumentException("%s must be a number from 1 to %d.".formatted(name, most));
        }
        return Long.parseLong(text);
    }

    private static String subject(Exchange exchange) {
        return text(exchange, "domain") + "/" + text(exchange, "project");
    }

    private static String text(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, "", String.class);
    }
}
