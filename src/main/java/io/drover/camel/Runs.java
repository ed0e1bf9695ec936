package io.drover.camel;

import io.drover.failure.Obsolete;
import io.drover.ledger.Claim;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import io.drover.ledger.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as Camel's idempotent repository: "duplicate" is said only of a finished run, since a skipped message is deleted. While
 * somebody else works on the subject the message is retried instead.
 */
public final class Runs extends ServiceSupport implements IdempotentRepository {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    /** Exchange property that holds the {@link Run}. */
    static final String PROPERTY = "droverRun";

    /** Exchange property that a route sets when finished work is to be gone through once more. */
    private static final String AGAIN = "again";

    /**
     * Is told of the runs that this process works on.
     *
     * @param begun takes subject and id of a run
     * @param over takes the subject of one that is over, done or not
     */
    public record Listener(BiConsumer<String, String> begun, Consumer<String> over) {}

    private final Ledger ledger;
    private final String owner;
    private final Duration lease;
    private final Clock clock;
    private final Listener listener;
    private final RunMetrics metrics;

    /** What this process works on, with the route that received it. */
    private final Map<Run, String> underWay = new ConcurrentHashMap<>();

    /**
     * @param owner this process; another at every start
     * @param lease how long a claim outlives a process that died
     */
    public Runs(Ledger ledger, String owner, Duration lease, Clock clock, Listener listener, RunMetrics metrics) {
        this.ledger = ledger;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
        this.listener = listener;
        this.metrics = metrics;
    }

    /**
     * To be called before anything is done for a run.
     *
     * @throws Obsolete when somebody asked the run to stop
     * @throws ClaimLost when another worker may have taken it up
     */
    static void requireHeld(Ledger ledger, Exchange exchange) {
        of(exchange).ifPresent(run -> {
            Standing standing = ledger.standing(run);
            if (standing instanceof Standing.AskedToStop asked) {
                throw new Obsolete(asked.reason());
            }
            if (standing instanceof Standing.Lost) {
                throw new ClaimLost("The claim on %s was lost: its lease ran out.".formatted(run.subject()));
            }
        });
    }

    /** The run that the exchange works on; empty before it was claimed. */
    static Optional<Run> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Run.class));
    }

    @Override
    public boolean add(Exchange exchange, String subject) {
        String flow = ExchangeHelper.getRouteId(exchange);
        Claim claim = exchange.getProperty(AGAIN, false, Boolean.class)
                ? ledger.claimAgain(flow, subject, owner, lease)
                : ledger.claim(flow, subject, owner, lease);
        if (claim instanceof Claim.Granted granted) {
            Run run = granted.run();
            exchange.setProperty(PROPERTY, run);
            listener.begun().accept(subject, run.id());
            underWay.put(run, String.valueOf(exchange.getFromRouteId()));
            log.atInfo()
                    .addKeyValue("run", run.id())
                    .addKeyValue("attempt", run.attempt())
                    .log("{} started: {}", run.flow(), subject);
            return true;
        }
        if (claim instanceof Claim.Held held) {
            throw new WorkedOnElsewhere(
                    "%s is being worked on already, at least until %s.".formatted(subject, held.until()));
        }
        metrics.duplicate(flow);
        log.atInfo().log("Duplicate dropped, the work is done: {}", subject);
        return false;
    }

    @Override
    public boolean confirm(Exchange exchange, String subject) {
        listener.over().accept(subject);
        of(exchange).ifPresent(run -> {
            underWay.remove(run);
            finish(run);
        });
        return true;
    }

    private void finish(Run run) {
        try {
            ledger.finish(run);
        } catch (RuntimeException e) {
            // Camel deletes the message in any case from here on: all is done, only the record is missing.
            log.atWarn()
                    .addKeyValue("run", run.id())
                    .log("{} is done, but the ledger has not recorded it: {}", run.subject(), Reasons.of(e));
            return;
        }
        Duration took = took(run);
        metrics.ended(run.flow(), Run.State.DONE, took);
        log.atInfo()
                .addKeyValue("run", run.id())
                .log("{} done after {} ms: {}", run.flow(), took.toMillis(), run.subject());
    }

    /** The exchange failed: what was not parked goes on with the next delivery. */
    @Override
    public boolean remove(Exchange exchange, String subject) {
        listener.over().accept(subject);
        of(exchange).ifPresent(run -> {
            underWay.remove(run);
            release(run);
        });
        return true;
    }

    private void release(Run run) {
        try {
            ledger.release(run);
        } catch (RuntimeException e) {
            // The claim ends with its lease.
            log.atDebug().setCause(e).log("The ledger did not release the claim on {}", run.subject());
        }
    }

    /**
     * The route was stopped: Camel has abandoned what it had not finished in time, and says so to nobody. Those claims are given up, else they
     * would be kept alive for work that nobody does.
     */
    public void giveUpClaimsOf(String route) {
        underWay.forEach((run, from) -> {
            if (from.equals(route) && underWay.remove(run, from)) {
                listener.over().accept(run.subject());
                release(run);
            }
        });
    }

    /** Records that the exchange's message goes to the dead letters. */
    void park(Exchange exchange, String reason) {
        of(exchange).ifPresent(run -> {
            ledger.park(run, reason);
            metrics.ended(run.flow(), Run.State.PARKED, took(run));
        });
    }

    /** Records that what the run was about is gone. */
    void stop(Exchange exchange, String reason) {
        of(exchange).ifPresent(run -> {
            ledger.stopped(run, reason);
            metrics.ended(run.flow(), Run.State.STOPPED, took(run));
        });
    }

    private Duration took(Run run) {
        return Duration.between(run.startedAt(), clock.instant());
    }

    /** Keeps this process's claims alive; to be called well within the lease. Never throws, or a timer would not call it again. */
    public void renewLeases() {
        try {
            ledger.renewLeases(owner, lease);
        } catch (RuntimeException e) {
            // The ledger's health says why, and not at every try.
            log.atDebug().setCause(e).log("The ledger did not renew the leases");
        }
    }

    /** Gives up all claims of this process, so that another may go on at once; without the ledger they end with their leases. */
    public void giveUpClaims() {
        try {
            ledger.renewLeases(owner, Duration.ZERO);
        } catch (RuntimeException e) {
            log.atInfo().log("Claims end with their leases, not at once: {}", Reasons.of(e));
        }
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("A run is claimed for an exchange");
    }

    @Override
    public boolean contains(String key) {
        throw new UnsupportedOperationException("The idempotent consumer must be eager");
    }

    @Override
    public boolean remove(String key) {
        throw new UnsupportedOperationException("A run is released for an exchange");
    }

    @Override
    public boolean confirm(String key) {
        throw new UnsupportedOperationException("A run is finished for an exchange");
    }

    /** History stays: there is nothing to clear. */
    @Override
    public void clear() {
        throw new UnsupportedOperationException("The ledger keeps its history");
    }
}
