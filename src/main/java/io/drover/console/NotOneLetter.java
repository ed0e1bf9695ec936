package io.drover.console;

import io.drover.console.LetterOutcome.Undone;

/** An id means no dead letter, or several. The message says which, and what to do. */
public final class NotOneLetter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Undone undone;

    NotOneLetter(Undone undone) {
        super("%s: %s".formatted(undone.id(), undone.reason()));
        this.undone = undone;
    }

    public LetterOutcome.Cause why() {
        return undone.cause();
    }
}
