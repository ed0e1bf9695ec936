package io.drover.sandbox.github;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The GitHub Apps that are registered, where they are installed, and the tokens made for them. */
final class Apps {
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** A token that was made, and until when it is valid. */
    record Made(String token, Installation installation, Instant expiresAt) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong installationIds = new AtomicLong(40_000_000);
    private final Map<Long, RegisteredApp> apps = new ConcurrentHashMap<>();
    private final Map<Long, Installation> installations = new ConcurrentHashMap<>();
    private final Map<String, Made> tokens = new ConcurrentHashMap<>();

    Apps(Clock clock) {
        this.clock = clock;
    }

    /** Registers it, or replaces its key. */
    void register(long id, String clientId, PublicKey key) {
        apps.put(id, new RegisteredApp(id, clientId, key));
    }

    Collection<RegisteredApp> registered() {
        return apps.values();
    }

    Installation install(long appId, Account account, Map<String, String> permissions) {
        RegisteredApp app = Optional.ofNullable(apps.get(appId))
                .orElseThrow(() -> new IllegalArgumentException("No app " + appId + " in the GitHub stand-in"));
        var installation = new Installation(installationIds.incrementAndGet(), app, account, permissions, now());
        installations.put(installation.id(), installation);
        return installation;
    }

    /** @throws IllegalArgumentException when a test names an installation that it did not make */
    Installation get(long id) {
        return Optional.ofNullable(installations.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No installation " + id + " in the GitHub stand-in"));
    }

    Optional<Installation> find(RegisteredApp app, String id) {
        return installations.values().stream()
                .filter(found -> found.app().id() == app.id()
                        && String.valueOf(found.id()).equals(id))
                .findFirst();
    }

    Optional<Installation> findOn(RegisteredApp app, String login) {
        return installations.values().stream()
                .filter(found ->
                        found.app().id() == app.id() && found.account().login().equalsIgnoreCase(login))
                .findFirst();
    }

    /** In the new, long form, {@code ghs_APPID_JWT}. */
    Made createToken(Installation installation) {
        String token = "ghs_%d_%s.%s.%s".formatted(installation.app().id(), random(36), random(300), random(256));
        Made made = new Made(token, installation, now().plus(LIFETIME));
        tokens.put(token, made);
        return made;
    }

    /** What a token may do now; empty when it is expired, revoked, or of a suspended installation. */
    Optional<Grant> grant(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(made -> clock.instant().isBefore(made.expiresAt()))
                .filter(made -> made.installation().suspendedAt() == null)
                .map(made -> Grant.installation(made.installation().permissions()));
    }

    void revokeTokens() {
        tokens.clear();
    }

    /** To the second, as GitHub shows it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private String random(int bytes) {
        byte[] random = new byte[bytes];
        this.random.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
