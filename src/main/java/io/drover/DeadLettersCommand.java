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
import io.drover.console.Selection;
import io.drover.failure.Failure;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code java -jar drover.jar dead-letters …}. What was asked for goes to standard output, what went wrong to the other one. */
@Command(
        name = "dead-letters",
        description = {
            "Events that could not be worked on, and what to do about them.",
            "",
            "ID is what list shows: the first characters are enough. FEED is project-events or model-events; a feed drops events that are"
                    + " not its own. A retried event begins a new run, which does only what is missing."
        })
final class DeadLettersCommand {
    private static final String COMMAND = "java -jar drover.jar dead-letters ";

    private final Opening opening;
    private final PrintStream out;
    private final PrintStream err;
    private final Runnable pause;

    /** Does something with the dead letters when they can be reached, and answers the exit code. */
    @FunctionalInterface
    interface Opening {
        int with(ToIntFunction<Console> command);
    }

    /**
     * @param pause waits until SQS is asked again how far it is
     */
    DeadLettersCommand(Opening opening, PrintStream out, PrintStream err, Runnable pause) {
        this.opening = opening;
        this.out = out;
        this.err = err;
        this.pause = pause;
    }

    @Command(description = "All there are, oldest first, with reason and advice.")
    int list(@Option(names = "--json", description = "Print what the HTTP API answers.") boolean json) {
        return run(console -> list(console, json));
    }

    @Command(description = "One of them, with the event as it came; no other command prints an event.")
    int show(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--json", description = "Print what the HTTP API answers.") boolean json) {
        Selection which = Selection.of(List.of(id));
        return run(console -> show(console, which, json));
    }

    @Command(description = "Send events back to the feed they came from. Up to 1000 at once.")
    int retry(
            @Parameters(paramLabel = "ID", arity = "0..*") List<String> ids,
            @Option(names = "--all", description = "All there are.") boolean all,
            @Option(names = "--to", paramLabel = "FEED", description = "To this feed instead.") Optional<String> to,
            @Option(names = "--json", description = "Print what the HTTP API answers.") boolean json) {
        Selection which = which(ids, all);
        return run(console -> tell(json, "retried", which, console.letters().retry(which, to.orElse(null))));
    }

    @Command(description = "Delete events for good. Up to 1000 at once.")
    int drop(
            @Parameters(paramLabel = "ID", arity = "0..*") List<String> ids,
            @Option(names = "--all", description = "All there are; needs --yes.") boolean all,
            @Option(names = "--yes", description = "All are meant indeed.") boolean yes,
            @Option(names = "--json", description = "Print what the HTTP API answers.") boolean json) {
        Selection which = which(ids, all);
        if (all && !yes) {
            throw new IllegalArgumentException(
                    "drop --all deletes every dead letter for good: add --yes if that is meant.");
        }
        return run(console -> tell(json, "dropped", which, console.letters().drop(which)));
    }

    @Command(description = "SQS itself moves all of them, any number, to one feed.")
    int redrive(
            @Option(names = "--to", paramLabel = "FEED", required = true, description = "Where to.") String to,
            @Option(names = "--rate", paramLabel = "N", description = "At most so many a second.")
                    Optional<Integer> rate,
            @Option(names = "--force", description = "Also what is not known to come from FEED.") boolean force,
            @Option(names = "--json", description = "Print what the HTTP API answers.") boolean json) {
        OptionalInt most = rate.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return run(console -> redrive(console, to, most, force, json));
    }

    private static Selection which(@Nullable List<String> given, boolean all) {
        List<String> ids = given == null ? List.of() : given;
        if (all == !ids.isEmpty()) {
            throw new IllegalArgumentException("Name dead letters by their ids, or say --all.");
        }
        return all ? Selection.all() : Selection.of(ids);
    }

    private int run(ToIntFunction<Console> command) {
        return opening.with(console -> {
            try {
                return command.applyAsInt(console);
            } catch (Redrive.Mixed e) {
                err.printf("%s Or add --force.%n", e.getMessage());
            } catch (NotOneLetter e) {
                err.println(e.getMessage());
            } catch (Failure e) {
                err.println(e.reason());
            }
            return 1;
        });
    }

    private int list(Console console, boolean json) {
        Listing listing = console.letters().list();
        if (json) {
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

    private int show(Console console, Selection which, boolean json) {
        Shown shown = console.letters().show(which.ids().get(0));
        if (json) {
            print(shown);
        } else {
            out.print(LetterTable.text(new Listing(List.of(shown.letter()), false)));
            out.printf("%n%s%n", shown.body());
        }
        return 0;
    }

    private int tell(boolean json, String done, Selection which, LetterOutcome outcome) {
        outcome.failed().forEach(undone -> err.printf("%s: %s%n", undone.id(), undone.reason()));
        if (json) {
            print(outcome);
        } else {
            out.printf(
                    "%d %s, %d not.%n",
                    outcome.done().size(), done, outcome.failed().size());
            if (outcome.more() && which.ids().isEmpty()) {
                out.println("There may be more: do the same again.");
            }
        }
        return outcome.failed().isEmpty() ? 0 : 1;
    }

    private int redrive(Console console, String feed, OptionalInt rate, boolean force, boolean json) {
        Redrive redrive = console.redrive();
        Optional<Progress> before = redrive.progress();
        redrive.start(feed, rate, force);
        if (!json) {
            out.printf("SQS moves all dead letters to %s. It goes on by itself when you stop watching.%n", feed);
        }
        Progress progress = follow(redrive, before, json);
        if (json) {
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
    private Progress follow(Redrive redrive, Optional<Progress> before, boolean json) {
        Optional<Progress> shown = before;
        while (true) {
            Optional<Progress> now = redrive.progress();
            if (!now.equals(shown) && now.isPresent() && !json) {
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
