package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.github.GitHubSecret.App;
import io.drover.github.GitHubSecret.Token;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens out of the secret: the one that stands in it, or those that GitHub makes for the app that stands in it. A token is had when it
 * is first needed, kept, and had again when GitHub refuses it or before it expires; what is rotated needs no restart.
 */
public final class SecretCredentials implements Credentials {
    private static final Logger log = LoggerFactory.getLogger(SecretCredentials.class);

    /** A token lives for an hour; one given out now must last for the work that is begun with it, such as a push. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final KeptSecret secret;
    private final AppInstallation installation;
    private final Clock clock;
    private @Nullable CompletableFuture<InstallationToken> current;

    /**
     * @param api base address without a slash at the end
     * @param organization where an app is looked for when the secret names no installation
     * @param timeout how long GitHub's answer to a request for a token may take
     */
    public SecretCredentials(
            SecretSource source, URI api, String organization, Pace pace, Duration timeout, Clock clock) {
        this.clock = clock;
        secret = new KeptSecret(source);
        installation = new AppInstallation(api, organization, secret, pace, timeout, clock);
    }

    /** Several callers at once ask GitHub once and wait for the same answer. */
    @Override
    public String token() {
        CompletableFuture<InstallationToken> mine = new CompletableFuture<>();
        CompletableFuture<InstallationToken> shared = shared(mine);
        if (shared == mine) {
            obtain(mine);
        }
        // Never under a lock: the answer comes by threads that other callers of this method may hold.
        return Await.answer(shared).value();
    }

    /** The secret is read again, too: with another token in it, or another app, the next one comes from there. */
    @Override
    public synchronized void rejected(String refused) {
        if (current != null && isHad(current) && current.join().value().equals(refused)) {
            log.atInfo().log("GitHub refused the token; it is had anew");
            current = null;
            secret.forget();
        }
    }

    /** What GitHub tells of the app's installation; empty when the secret is a plain token. */
    CompletableFuture<Optional<JsonNode>> installation() {
        return secret.get() instanceof App app
                ? installation.describe(app).thenApply(Optional::of)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private synchronized CompletableFuture<InstallationToken> shared(CompletableFuture<InstallationToken> mine) {
        if (current == null || (current.isDone() && !isFresh(current))) {
            current = mine;
        }
        return current;
    }

    private boolean isFresh(CompletableFuture<InstallationToken> token) {
        return isHad(token)
                && clock.instant().plus(MARGIN).isBefore(token.join().expiresAt());
    }

    private static boolean isHad(CompletableFuture<InstallationToken> token) {
        return token.isDone() && !token.isCompletedExceptionally();
    }

    private void obtain(CompletableFuture<InstallationToken> token) {
        try {
            GitHubSecret known = secret.get();
            token.complete(
                    known instanceof App app
                            ? Await.answer(installation.createToken(app))
                            : new InstallationToken(((Token) known).value(), Instant.MAX));
        } catch (RuntimeException e) {
            // Somebody may mend the secret.
            secret.forget();
            token.completeExceptionally(e);
        }
    }
}
