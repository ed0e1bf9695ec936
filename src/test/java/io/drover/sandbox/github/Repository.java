package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.StoredConfig;
import org.jspecify.annotations.Nullable;

/** One repository with all its state; the fields that people change are visible to all threads at once. */
final class Repository {
    private final Clock clock;
    private final long id;
    private final Instant createdAt;
    private final InMemoryRepository git;
    private final SettingsStore settings;
    private final Environments environments;
    private final Rulesets rulesets = new Rulesets();
    private final Map<String, String> permissions = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> invitations = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, JsonNode> customProperties = new ConcurrentHashMap<>();
    private volatile List<String> topics = List.of();
    private volatile Account owner;
    private volatile String name;
    private volatile @Nullable String description;
    private volatile @Nullable String homepage;
    private volatile boolean isPrivate = true;
    private volatile boolean archived;
    private volatile boolean hidden;
    private volatile boolean hasIssues = true;
    private volatile String defaultBranch = "main";
    private volatile Instant updatedAt;
    private volatile Instant pushedAt;

    Repository(long id, Account owner, String name, Clock clock) {
        this.clock = clock;
        this.id = id;
        this.owner = owner;
        this.name = name;
        createdAt = now();
        updatedAt = createdAt;
        pushedAt = createdAt;
        settings = new SettingsStore(clock);
        environments = new Environments(clock);
        git = new InMemoryRepository(new DfsRepositoryDescription("repository-" + id));
        // As on GitHub: partial clones, and any commit may be fetched by its id.
        StoredConfig config = git.getConfig();
        config.setBoolean("uploadpack", null, "allowFilter", true);
        config.setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
        pointHeadAt(defaultBranch);
    }

    long id() {
        return id;
    }

    Account owner() {
        return owner;
    }

    String name() {
        return name;
    }

    String fullName() {
        return owner.login() + "/" + name;
    }

    /** Only {@link Repositories} calls it, which keeps the index by name. */
    void rename(Account newOwner, String newName) {
        owner = newOwner;
        name = newName;
        touch();
    }

    InMemoryRepository git() {
        return git;
    }

    SettingsStore settings() {
        return settings;
    }

    Environments environments() {
        return environments;
    }

    Rulesets rulesets() {
        return rulesets;
    }

    /** {@code team/SLUG} or {@code user/LOGIN} to permission. */
    Map<String, String> permissions() {
        return permissions;
    }

    /** Those that nobody accepted yet, by the login of who is invited. */
    Map<String, ObjectNode> invitations() {
        return invitations;
    }

    /** Names to values: texts or lists of texts. */
    Map<String, JsonNode> customProperties() {
        return customProperties;
    }

    List<String> topics() {
        return topics;
    }

    void topics(List<String> all) {
        topics = List.copyOf(all);
        touch();
    }

    @Nullable
    String description() {
        return description;
    }

    void describe(@Nullable String text) {
        description = text;
        touch();
    }

    @Nullable
    String homepage() {
        return homepage;
    }

    void homepage(@Nullable String url) {
        homepage = url;
        touch();
    }

    boolean isPrivate() {
        return isPrivate;
    }

    void makePrivate(boolean only) {
        isPrivate = only;
        touch();
    }

    boolean archived() {
        return archived;
    }

    void archive(boolean readOnly) {
        archived = readOnly;
        touch();
    }

    /** Whether the token has no access, so that GitHub says 404. */
    boolean hidden() {
        return hidden;
    }

    void hide() {
        hidden = true;
    }

    boolean hasIssues() {
        return hasIssues;
    }

    void switchOffIssues() {
        hasIssues = false;
    }

    String defaultBranch() {
        return defaultBranch;
    }

    void defaultBranch(String branch) {
        pointHeadAt(branch);
        defaultBranch = branch;
        touch();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant pushedAt() {
        return pushedAt;
    }

    void pushed() {
        pushedAt = now();
        touch();
    }

    private void touch() {
        updatedAt = now();
    }

    private void pointHeadAt(String branch) {
        try {
            git.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot point HEAD of " + fullName() + " at " + branch, e);
        }
    }

    private Instant now() {
        // GitHub's timestamps have no fractions, and egit's client of 2013 does not read any.
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
