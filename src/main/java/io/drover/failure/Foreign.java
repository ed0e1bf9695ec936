package io.drover.failure;

/** Text from outside, made fit for a failure's message or a log line. */
public final class Foreign {
    private static final int LONGEST = 80;

    /** Controls, line and paragraph separators, bidi marks, unassigned characters and halves of characters. */
    private static final String UNPRINTABLE = "[\\p{C}\\p{Zl}\\p{Zp}]";

    private Foreign() {}

    /** A short quotation: at most 80 characters, each unprintable one shown as a question mark. */
    public static String shown(String foreign) {
        // Cut first: the cut may leave half of a character.
        String cut = foreign.length() <= LONGEST ? foreign : foreign.substring(0, LONGEST) + "…";
        return cut.replaceAll(UNPRINTABLE, "?");
    }

    /** The whole text on one line: unprintable characters become spaces. */
    public static String oneLine(String foreign) {
        return foreign.replaceAll(UNPRINTABLE + "+", " ");
    }
}
