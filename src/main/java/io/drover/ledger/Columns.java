package io.drover.ledger;

import io.drover.failure.Permanent;

/** What fits into the columns of {@code db/migration}. */
final class Columns {
    static final int SUBJECT = 255;
    static final int OWNER = 255;
    static final int WAITING_FOR = 1000;
    static final int REASON = 4000;
    static final int STOP_REASON = 1000;
    static final int DIFFERENCES = 4000;
    static final int STEP_ID = 255;
    static final int TITLE = 255;
    static final int PROBLEM = 4000;
    static final int REVIEWER = 1000;
    static final int NAME = 255;

    private Columns() {}

    /** The subject as it is: two that differ only at the end must not become one. */
    static String subject(String subject) {
        if (subject.length() > SUBJECT) {
            throw new Permanent(
                    "The subject '%s…' has %d characters, the ledger takes %d: check what the event is about"
                            .formatted(cut(subject, 40), subject.length(), SUBJECT));
        }
        return subject;
    }

    /** At most so many UTF-16 units, never half a character; NUL is replaced because PostgreSQL refuses it. */
    static String cut(String text, int length) {
        String clean = text.replace('\0', '\uFFFD');
        if (clean.length() <= length) {
            return clean;
        }
        boolean halved = Character.isHighSurrogate(clean.charAt(length - 1));
        return clean.substring(0, halved ? length - 1 : length);
    }
}
