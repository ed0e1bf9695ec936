package io.drover.sandbox.github;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GitHub App on an account; what a person changes in its settings is changed here. */
final class Installation {
    private final long id;
    private final RegisteredApp app;
    private final Account account;
    private final Instant createdAt;
    private volatile Map<String, String> permissions;
    private volatile boolean selected;
    private volatile @Nullable Instant suspendedAt;

    Installation(long id, RegisteredApp app, Account account, Map<String, String> permissions, Instant createdAt) {
        this.id = id;
        this.app = app;
        this.account = account;
        this.permissions = Map.copyOf(permissions);
        this.createdAt = createdAt;
    }

    long id() {
        return id;
    }

    RegisteredApp app() {
        return app;
    }

    Account account() {
        return account;
    }

    Instant createdAt() {
        return createdAt;
    }

    Map<String, String> permissions() {
        return permissions;
    }

    void permissions(Map<String, String> now) {
        permissions = Map.copyOf(now);
    }

    /** Whether it is on selected repositories only; the stand-in shows them all nevertheless. */
    boolean selected() {
        return selected;
    }

    void select() {
        selected = true;
    }

    @Nullable
    Instant suspendedAt() {
        return suspendedAt;
    }

    void suspend(Instant now) {
        suspendedAt = now;
    }
}
