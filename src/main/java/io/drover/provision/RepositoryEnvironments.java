package io.drover.provision;

import io.drover.github.Environment;
import io.drover.github.EnvironmentName;
import io.drover.github.EnvironmentProtection;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The environments of a repository. GitHub makes one that a workflow names and that is not there, without any gate; so all of them are to be
 * there before the first push.
 */
final class RepositoryEnvironments {
    private final GitHub gitHub;

    RepositoryEnvironments(GitHub gitHub) {
        this.gitHub = gitHub;
    }

    /**
     * Makes those that are wanted, and those that workflows name besides. May be repeated.
     *
     * @param named by workflows of the repository
     * @return sentences about gates that are wanted and not in force
     */
    CompletableFuture<List<String>> ensure(
            RepositoryName repository, Map<String, EnvironmentProtection> wanted, Set<String> named) {
        Map<String, EnvironmentProtection> all = new LinkedHashMap<>(wanted);
        named.stream()
                .filter(name -> wanted.keySet().stream().noneMatch(name::equalsIgnoreCase))
                .forEach(name -> all.put(name, EnvironmentProtection.none()));
        List<CompletableFuture<Environment>> made = all.entrySet().stream()
                .map(each ->
                        gitHub.environments().ensure(new EnvironmentName(repository, each.getKey()), each.getValue()))
                .toList();
        return CompletableFuture.allOf(made.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<String> missing = new ArrayList<>();
            made.stream()
                    .map(CompletableFuture::join)
                    .filter(environment -> !environment.missingGates().isEmpty())
                    .forEach(environment -> missing.add(sentence(environment)));
            return missing;
        });
    }

    private static String sentence(Environment environment) {
        return "The plan of the owner lets %s have no %s: deployments to it are not held back so."
                .formatted(
                        environment.name(),
                        environment.missingGates().stream()
                                .map(gate ->
                                        gate.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }
}
