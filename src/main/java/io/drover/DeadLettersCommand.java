package io.drover;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.console.DeadLetter;
import io.drover.console.DeadLetters.Listing;
import io.drover.console.DeadLetters.Shown;
import io.drover.console.LetterOutcome;
import io.drover.console.LetterTable;
import io.drover.console.NotOneLetter;
import io.drover.console.Redrive;
import io.drover.console.Redrive.Progress;
import io.drover.failure.Failure;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** {@code java -jar drover.jar dead-letters …}. What was asked for goes to standard output, what went wrong to the other one. */
final class DeadLettersCommand {
    private static final String COMMAND = "java -jar drover.jar dead-letters ";

    static final String HELP = """
            Events that could not be worked on, and what to do about them.

            Usage: java -jar drover.jar dead-letters …
              list                                    all there are, oldest first, with reason and advice
              show ID                                 one of them, with the event as it came
              retry ID… | --all [--to FEED]           send events back to where they came from, or to FEED
              drop ID… | --all --yes                  delete them for good
              redrive --to FEED [--rate N] [--force]  SQS itself moves all of them to FEED, at most N a second

            ID is what list shows: the first characters are enough. FEED is project-events or model-events.
            retry and drop take up to 1000 at once; redrive takes any number, when all came from FEED (or with --force).
            A feed drops events that are not its own. A retried event begins a new run, which does only what is missing.
            --json prints what the HTTP API answers. Settings as for Drover itself, which may be running meanwhile.

            Exit codes: 0 done, 1 something was not done, 2 wrong usage, 78 a setting is missing or wrong.
            """;

    private final Console console;
    private final PrintStream out;
    private final PrintStream err;
    private final Runnable pause;

    /**
     * @param pause waits until SQS is asked again how far it is
     */
    DeadLettersCommand(Console console, PrintStream out, PrintStream err, Runnable pause) {
        this.console = console;
        this.out = out;
        this.err = err;
        this.pause = pause;
    }

    /** Returns the exit code. */
    int run(DeadLettersRequest request) {
        try {
            return switch (request.verb()) {
                case LIST -> list(request);
                case SHOW -> show(request);
                case RETRY -> tell(request, "retried", console.letters().retry(request.which(), request.to()));
                case DROP -> tell(request, "dropped", console.letters().drop(request.which()));
                case REDRIVE -> redrive(request);
            };
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return Drover.USAGE;
        } catch (Redrive.Mixed e) {
            err.printf("%s Or add --force.%n", e.getMessage());
        } catch (NotOneLetter e) {
            err.println(e.getMessage());
        } catch (Failure e) {
            err.println(e.reason());
        }
        return 1;
    }

    private int list(DeadLettersRequest request) {
        Listing listing = console.letters().list();
        if (request.json()) {
            print(listing);
            return 0;
        }
        List<DeadLetter> letters = listing.letters();
        out.print(LetterTable.text(listing));
        if (letters.isEmpty()) {
            out.println("No dead letters.");
        } else {
            out.printf(
                    "%s%s. Go on with: %sretry %s%n",
                    letters.size() == 1 ? "1 dead letter" : letters.size() + " dead letters",
                    listing.more() ? ", and there may be more" : "",
                    COMMAND,
                    LetterTable.shortId(letters.get(0), letters));
        }
        return 0;
    }

    private int show(DeadLettersRequest request) {
        Shown shown = console.letters().show(request.which().ids().get(0));
        if (request.json()) {
            print(shown);
        } else {
            out.print(LetterTable.text(new Listing(List.of(shown.letter()), false)));
            out.printf("%n%s%n", shown.body());
        }
        return 0;
    }

    private int tell(DeadLettersRequest request, String done, LetterOutcome outcome) {
        outcome.failed().forEach(undone -> err.printf("%s: %s%n", undone.id(), undone.reason()));
        if (request.json()) {
            print(outcome);
        } else {
            out.printf(
                    "%d %s, %d not.%n",
                    outcome.done().size(), done, outcome.failed().size());
            if (outcome.more() && request.which().ids().isEmpty()) {
                out.println("There may be more: do the same again.");
            }
        }
        return outcome.failed().isEmpty() ? 0 : 1;
    }

    private int redrive(DeadLettersRequest request) {
        Redrive redrive = console.redrive();
        Optional<Progress> before = redrive.progress();
        String feed = String.valueOf(request.to());
        redrive.start(feed, request.rate(), request.force());
        if (!request.json()) {
            out.printf("SQS moves all dead letters to %s. It goes on by itself when you stop watching.%n", feed);
        }
        Progress progress = follow(request, before);
        if (request.json()) {
            print(progress);
        }
        if (!progress.isDone()) {
            err.printf(
                    "SQS ended it as %s: %s%n",
                    progress.status(), progress.reason() == null ? "it gives no reason." : progress.reason());
        }
        return progress.isDone() ? 0 : 1;
    }

    /** @param before the redrive before this one, which SQS may still show for a moment */
    private Progress follow(DeadLettersRequest request, Optional<Progress> before) {
        Optional<Progress> shown = before;
        while (true) {
            Optional<Progress> now = console.redrive().progress();
            if (!now.equals(shown) && now.isPresent() && !request.json()) {
                out.println(line(now.get()));
            }
            shown = now;
            if (now.isPresent() && !now.equals(before) && now.get().isOver()) {
                return now.get();
            }
            pause.run();
        }
    }

    private static String line(Progress progress) {
        // SQS counts both approximately, and at different moments.
        boolean isTotalKnown = progress.total() != null && progress.total() >= progress.moved();
        return "%s: %d%s moved"
                .formatted(progress.status(), progress.moved(), isTotalKnown ? " of " + progress.total() : "");
    }

    private void print(Object answer) {
        try {
            out.println(Beans.BOARD_JSON.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
