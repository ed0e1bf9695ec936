package io.drover.sandbox.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Every request that the stand-ins answered, in order of arrival. Safe for several threads. */
public final class CallLog {
    private final long origin = System.nanoTime();
    private final List<Call> calls = new ArrayList<>();

    /** When a request came in, for {@link #add}: since the log began. */
    public Duration arrival(Request request) {
        return Duration.ofNanos(request.arrived() - origin);
    }

    /** Time since the log began. */
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - origin);
    }

    public synchronized void add(
            String system, String operation, String target, boolean writes, int status, Duration started) {
        calls.add(new Call(calls.size(), system, operation, target, writes, status, started, now()));
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(Predicate<Call> which) {
        return calls().stream().filter(which).toList();
    }

    /**
     * The most calls that ran one after the other: with a delay added to every answer, the number of dependent round trips on the
     * longest path.
     */
    public static int longestChain(List<Call> calls) {
        int length = 0;
        Duration free = Duration.ZERO;
        for (Call call :
                calls.stream().sorted(Comparator.comparing(Call::ended)).toList()) {
            if (call.started().compareTo(free) >= 0) {
                length++;
                free = call.ended();
            }
        }
        return length;
    }
}
