package io.drover.sandbox;

import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets one fault happen: to the first request from an index on that it can happen to. Counts all requests and notes those that came while
 * GitHub had asked to wait.
 */
final class Disturbance {
    private static final String REST = "/api/v3/";

    /** Real time that a request may have been under way when GitHub asked to wait. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final FastGitHub gitHub;
    private final @Nullable GitHubFault fault;
    private final boolean git;
    private final int index;
    private final List<String> early = new ArrayList<>();
    private int restRequests;
    private int gitRequests;
    private int notCarriedOut;
    private boolean happened;
    private long waitFrom = Long.MAX_VALUE;
    private long waitTo;

    /**
     * @param fault null for none
     * @param git whether the index counts the requests of git, or those of REST
     * @param index from 0
     */
    Disturbance(FastGitHub gitHub, @Nullable GitHubFault fault, boolean git, int index) {
        this.gitHub = gitHub;
        this.fault = fault;
        this.git = git;
        this.index = index;
        gitHub.standIn().server().faults(this::next);
    }

    private synchronized Optional<Fault> next(Request request) {
        boolean rest = request.path().startsWith(REST);
        int number = rest ? restRequests++ : gitRequests++;
        if (rest && request.arrived() > waitFrom && request.arrived() < waitTo) {
            early.add("%s %s after %d ms"
                    .formatted(
                            request.method(),
                            request.path(),
                            (request.arrived() - waitFrom + GRACE.toNanos()) / 1_000_000));
        }
        if (fault == null || happened || rest == git || number < index) {
            return Optional.empty();
        }
        Optional<Fault> happens = fault.kind().of(request, gitHub);
        happens.ifPresent(this::happen);
        return happens;
    }

    private void happen(Fault what) {
        happened = true;
        notCarriedOut += what.afterwards() ? 0 : 1;
        if (fault != null && !fault.asked().isZero()) {
            long now = System.nanoTime();
            waitFrom = now + GRACE.toNanos();
            waitTo = now + gitHub.time().real(fault.asked()).toNanos();
        }
    }

    synchronized int restRequests() {
        return restRequests;
    }

    synchronized int gitRequests() {
        return gitRequests;
    }

    /** Method and path of each. */
    synchronized List<String> early() {
        return List.copyOf(early);
    }

    /** Whether the stand-in has carried out all that came in; what the client no longer waited for, too. */
    synchronized boolean isOver() {
        return gitHub.log().calls().size() == restRequests + gitRequests - notCarriedOut;
    }
}
