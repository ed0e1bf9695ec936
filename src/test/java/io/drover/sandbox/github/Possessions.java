package io.drover.sandbox.github;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What an account has beside repositories; of all this a user has only a plan. */
final class Possessions {
    private final AtomicLong teamIds = new AtomicLong(4_000_000);
    private final SettingsStore settings;
    private final Map<String, Team> teams = new ConcurrentHashMap<>();
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private final Set<String> customProperties = ConcurrentHashMap.newKeySet();
    private volatile ProtectionRules protectionRules = ProtectionRules.KEPT;

    Possessions(Clock clock) {
        settings = new SettingsStore(clock);
        roles.addAll(Set.of("pull", "triage", "push", "maintain", "admin"));
    }

    SettingsStore settings() {
        return settings;
    }

    void addTeam(String slug) {
        teams.computeIfAbsent(key(slug), key -> new Team(teamIds.incrementAndGet(), slug));
    }

    Optional<Team> team(String slug) {
        return Optional.ofNullable(teams.get(key(slug)));
    }

    Optional<Team> team(long id) {
        return teams.values().stream().filter(team -> team.id() == id).findFirst();
    }

    void addMember(String login) {
        members.add(key(login));
    }

    boolean hasMember(String login) {
        return members.contains(key(login));
    }

    /** Permissions by name: GitHub's own, and those that the organization made. */
    Set<String> roles() {
        return roles;
    }

    /** Names of the properties that repositories may have. */
    Set<String> customProperties() {
        return customProperties;
    }

    ProtectionRules protectionRules() {
        return protectionRules;
    }

    void protectionRules(ProtectionRules plan) {
        protectionRules = plan;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
