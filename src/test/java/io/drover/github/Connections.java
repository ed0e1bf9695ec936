package io.drover.github;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;

/** Connections for tests whose subject is not the pace: only the concurrency bounds them. */
public final class Connections {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int PLENTY = 100_000_000;

    private Connections() {}

    public static GitHubHttp to(String api, Credentials credentials, int concurrency, Clock clock) {
        return new GitHubHttp(URI.create(api), credentials, unlimited(concurrency), TIMEOUT, clock);
    }

    /** By the machine's time: a request that has to wait would wait for ever on a clock that stands still. */
    public static Pace unlimited(int concurrency) {
        var limits = new PaceLimits(concurrency, PLENTY, PLENTY, PLENTY, Duration.ofMillis(1));
        return new Pace(limits, Clock.systemUTC(), Pace.Timer.on(ForkJoinPool.commonPool()));
    }
}
