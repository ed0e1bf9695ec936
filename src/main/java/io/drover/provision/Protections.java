package io.drover.provision;

import io.drover.github.DeploymentBranches;
import io.drover.github.EnvironmentProtection;
import io.drover.type.EnvironmentType;
import io.drover.type.Facts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a type says of environments, for one project. Pure. */
final class Protections {
    private static final String TEAM = "team:";

    private Protections() {}

    /** Null when Drover does not look after environments. */
    static @Nullable Map<String, EnvironmentProtection> of(
            @Nullable Map<String, EnvironmentType> wanted, Facts facts, String where) {
        if (wanted == null) {
            return null;
        }
        Map<String, EnvironmentProtection> environments = new LinkedHashMap<>();
        wanted.forEach((name, environment) -> environments.put(name, protection(environment, facts, where)));
        return environments;
    }

    /** A reviewer whom the project does not name is left out, and with the last one what needs one. */
    private static EnvironmentProtection protection(EnvironmentType wanted, Facts facts, String where) {
        Set<String> users = new LinkedHashSet<>();
        Set<String> teams = new LinkedHashSet<>();
        wanted.reviewers().stream()
                .map(reviewer -> facts.fill(reviewer, where))
                .filter(reviewer -> !reviewer.isEmpty() && !reviewer.equals(TEAM))
                .forEach(reviewer -> (reviewer.startsWith(TEAM) ? teams : users)
                        .add(reviewer.startsWith(TEAM) ? reviewer.substring(TEAM.length()) : reviewer));
        boolean reviewed = !users.isEmpty() || !teams.isEmpty();
        return new EnvironmentProtection(
                wanted.waitMinutes(),
                reviewed && wanted.preventSelfReview(),
                users,
                teams,
                branches(wanted.branches()));
    }

    private static DeploymentBranches branches(List<String> wanted) {
        if (wanted.isEmpty()) {
            return DeploymentBranches.any();
        }
        return wanted.equals(List.of("protected"))
                ? DeploymentBranches.protectedOnly()
                : DeploymentBranches.named(Set.copyOf(wanted));
    }
}
