package io.drover.sandbox.github;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The organizations and users that exist; logins are compared without case, as GitHub does. */
final class Accounts {
    private final Clock clock;
    private final AtomicLong ids = new AtomicLong(9_000_000);
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    Accounts(Clock clock) {
        this.clock = clock;
    }

    /** Keeps the account when there is one of this login. */
    Account add(String login, boolean organization) {
        return accounts.computeIfAbsent(
                login.toLowerCase(Locale.ROOT),
                key -> new Account(
                        ids.incrementAndGet(),
                        login,
                        organization,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        new Possessions(clock)));
    }

    Optional<Account> find(String login) {
        return Optional.ofNullable(accounts.get(login.toLowerCase(Locale.ROOT)));
    }

    Optional<Account> find(long id) {
        return accounts.values().stream().filter(account -> account.id() == id).findFirst();
    }

    Optional<Account> organization(String login) {
        return find(login).filter(Account::organization);
    }

    /** @throws IllegalArgumentException when a test names an account that it did not add */
    Account get(String login) {
        return find(login)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No account '" + login + "' in the GitHub stand-in: add it by organization() or user()"));
    }
}
