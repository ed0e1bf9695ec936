package io.drover.finding;

/**
 * One thing that was looked at before the start.
 *
 * @param what a sentence in plain words, without a secret
 * @param remedy what to do about it; empty when nothing is to be done, or when {@code what} says it already
 */
public record Finding(Verdict verdict, String what, String remedy) {
    /** What was found. */
    public enum Verdict {
        OK,
        /** Drover would fail, or may soon. */
        MISSING,
        /** It cannot be told, or only the first write shows it, or Drover can do without it; somebody should look. */
        UNCHECKED
    }

    public static Finding ok(String what) {
        return new Finding(Verdict.OK, what, "");
    }

    public static Finding missing(String what, String remedy) {
        return new Finding(Verdict.MISSING, what, remedy);
    }

    public static Finding unchecked(String what, String remedy) {
        return new Finding(Verdict.UNCHECKED, what, remedy);
    }
}
