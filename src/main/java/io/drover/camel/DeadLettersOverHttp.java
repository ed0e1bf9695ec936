package io.drover.camel;

import io.drover.console.DeadLetters;
import io.drover.console.LetterOutcome;
import io.drover.console.LetterOutcome.Cause;
import io.drover.console.NotOneLetter;
import io.drover.console.Redrive;
import io.drover.console.Selection;
import io.drover.failure.Failure;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters over HTTP: each method sets the status, and the answer as the body. What writes must carry the header
 * {@code X-Drover-Request: true}, which a browser sends for no other site unless Drover allows it, and it does not.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">Custom headers</a>
 */
public final class DeadLettersOverHttp {
    private static final String GUARD = "X-Drover-Request";

    private final DeadLetters letters;
    private final Redrive redrive;

    public DeadLettersOverHttp(DeadLetters letters, Redrive redrive) {
        this.letters = letters;
        this.redrive = redrive;
    }

    /** What an answer says that is none. */
    public record Problem(String error) {}

    private record Answer(int status, Object body) {}

    public void list(Exchange exchange) {
        answer(exchange, () -> new Answer(200, letters.list()));
    }

    public void show(Exchange exchange) {
        String id = text(exchange, "id");
        answer(exchange, () -> new Answer(200, letters.show(id)));
    }

    /** The one in the path, to the feed {@code to} when the query names one. */
    public void retry(Exchange exchange) {
        String id = text(exchange, "id");
        String to = find(exchange, "to");
        write(exchange, () -> one(letters.retry(Selection.of(List.of(id)), to)));
    }

    public void retryAll(Exchange exchange) {
        String to = find(exchange, "to");
        write(exchange, () -> new Answer(200, letters.retry(Selection.all(), to)));
    }

    public void drop(Exchange exchange) {
        String id = text(exchange, "id");
        write(exchange, () -> one(letters.drop(Selection.of(List.of(id)))));
    }

    /** Query: {@code to}, and if wanted {@code rate} and {@code force=true}. */
    public void redrive(Exchange exchange) {
        String to = text(exchange, "to");
        String rate = find(exchange, "rate");
        boolean force = text(exchange, "force").equals("true");
        write(exchange, () -> {
            redrive.start(to, rate(rate), force);
            return progress();
        });
    }

    public void progress(Exchange exchange) {
        answer(exchange, this::progress);
    }

    private Answer progress() {
        return redrive.progress()
                .map(progress -> new Answer(200, progress))
                .orElseGet(() -> new Answer(404, new Problem("There was no redrive.")));
    }

    private static Answer one(LetterOutcome outcome) {
        if (outcome.failed().isEmpty()) {
            return new Answer(200, outcome);
        }
        LetterOutcome.Undone undone = outcome.failed().get(0);
        return new Answer(status(undone.cause()), new Problem("%s: %s".formatted(undone.id(), undone.reason())));
    }

    private static void write(Exchange exchange, Supplier<Answer> work) {
        if (text(exchange, GUARD).equals("true")) {
            answer(exchange, work);
        } else {
            answer(exchange, () -> new Answer(403, new Problem("Send the header %s: true with it.".formatted(GUARD))));
        }
    }

    private static void answer(Exchange exchange, Supplier<Answer> work) {
        Answer answer = attempt(work);
        Message message = exchange.getMessage();
        // The request's headers would go back with the answer.
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(answer.body());
    }

    private static Answer attempt(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            return new Answer(400, new Problem(String.valueOf(e.getMessage())));
        } catch (NotOneLetter e) {
            return new Answer(status(e.why()), new Problem(String.valueOf(e.getMessage())));
        } catch (Redrive.Mixed e) {
            return new Answer(409, new Problem(e.getMessage() + " Or send force=true."));
        } catch (Failure e) {
            return new Answer(502, new Problem(e.reason()));
        }
    }

    private static int status(Cause cause) {
        return switch (cause) {
            case NOT_FOUND -> 404;
            case NOT_CLEAR -> 409;
            case SQS_REFUSED -> 502;
        };
    }

    private static OptionalInt rate(@Nullable String text) {
        try {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The rate must be a number.", e);
        }
    }

    private static String text(Exchange exchange, String name) {
        String value = find(exchange, name);
        return value == null ? "" : value;
    }

    private static @Nullable String find(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }
}
