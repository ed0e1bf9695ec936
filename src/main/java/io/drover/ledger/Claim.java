package io.drover.ledger;

import java.time.Instant;

/** The ledger's answer to who may work on a subject. */
public sealed interface Claim {
    /** Go on: the lease is yours. */
    record Granted(Run run) implements Claim {}

    /** The work was done before, or what it was about is gone: the event is a duplicate. */
    record Finished(Run run) implements Claim {}

    /** Somebody else works on it, at least until then unless the lease is renewed. */
    record Held(Instant until) implements Claim {}
}
