package io.drover.sandbox;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** When Drover first asks for messages. The call log tells of a long poll only when it is over, up to twenty seconds later. */
final class FirstReceive {
    private final CompletableFuture<Long> arrival = new CompletableFuture<>();

    /** Of a sandbox whose AWS has no other faults. */
    FirstReceive(Sandbox sandbox) {
        sandbox.aws().server().faults(request -> {
            if (String.valueOf(request.header("X-Amz-Target"))
                    .toLowerCase(Locale.ROOT)
                    .endsWith(".receivemessage")) {
                arrival.complete(System.nanoTime());
            }
            return Optional.empty();
        });
    }

    boolean isThere() {
        return arrival.isDone();
    }

    /**
     * To be called once it is there.
     *
     * @param nanos on the clock of {@link System#nanoTime()}
     */
    double secondsSince(long nanos) {
        return (arrival.join() - nanos) / 1e9;
    }
}
