package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.finding.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what GitHub tells of a token's rights with what is needed. */
final class TokenRights {
    private final GitHubHttp http;

    TokenRights(GitHubHttp http) {
        this.http = http;
    }

    /**
     * @param answer any answer of GitHub to this token
     * @param installation as GitHub describes it to the app; empty for a token that is no app's
     */
    List<Finding> compare(Answer answer, Optional<JsonNode> installation, AccessNeeds needs) {
        if (installation.isPresent()) {
            return ofInstallation(installation.get(), needs);
        }
        // An empty one, too, is a classic token's.
        Optional<String> scopes = answer.headers().firstValue("X-OAuth-Scopes");
        return scopes.isPresent() ? ofScopes(scopes.get(), needs) : fineGrained(needs);
    }

    private static List<Finding> ofInstallation(JsonNode installation, AccessNeeds needs) {
        List<Finding> findings = new ArrayList<>();
        String app = "GitHub App " + installation.path("app_slug").asText();
        String account = installation.path("account").path("login").asText();
        if (installation.hasNonNull("suspended_at")) {
            findings.add(Finding.missing(
                    "The installation of %s on %s is suspended.".formatted(app, account),
                    "Let an owner of %s unsuspend it.".formatted(account)));
        }
        if (!account.equalsIgnoreCase(needs.organization())) {
            findings.add(Finding.missing(
                    "%s is installed on %s, not on %s.".formatted(app, account, needs.organization()),
                    "Install it on %s and put that \"installation_id\" into the secret, or correct drover.github.organization."
                            .formatted(needs.organization())));
        }
        if (installation.path("repository_selection").asText().equals("selected")) {
            findings.add(Finding.unchecked(
                    "%s may use selected repositories of %s only.".formatted(app, account),
                    "Let it use all: build repositories, which SMUS makes, are not among the selected ones."));
        }
        inOrder(needs).stream()
                .map(permission -> ofPermission(app, permission, installation.path("permissions")))
                .forEach(findings::add);
        return findings;
    }

    private static Finding ofPermission(String app, Permission permission, JsonNode granted) {
        String level = granted.path(permission.name()).asText("");
        return permission.isMetBy(level)
                ? Finding.ok("%s has the permission %s.".formatted(app, permission))
                : Finding.missing(
                        "%s lacks the permission %s, to %s%s."
                                .formatted(
                                        app,
                                        permission,
                                        permission.purpose(),
                                        level.isEmpty() ? "" : "; it has only " + level),
                        "Add it in the app's settings; then an owner of the organization accepts it.");
    }

    private static List<Finding> ofScopes(String scopes, AccessNeeds needs) {
        Set<String> granted =
                new TreeSet<>(Arrays.asList(scopes.replace(" ", "").split(",", -1)));
        return Permission.scopes(needs.permissions()).stream()
                .map(scope -> granted.contains(scope)
                        ? Finding.ok("The classic token has the scope %s.".formatted(scope))
                        : Finding.missing(
                                "The classic token lacks the scope %s.".formatted(scope),
                                "Add the scope to the token on GitHub; it stays the same token."))
                .toList();
    }

    /**
     * GitHub does not tell what a fine-grained token may do; a refused read tells what it may not. A token is for one owner, so only the
     * organization's own template repository can be tried.
     */
    private List<Finding> fineGrained(AccessNeeds needs) {
        List<Finding> findings = new ArrayList<>();
        for (Permission permission : inOrder(needs)) {
            boolean refused = needs.template().owner().equalsIgnoreCase(needs.organization())
                    && probe(permission, needs.template())
                            .filter(answer -> answer.status() == 403)
                            .filter(answer -> answer.message().contains("not accessible"))
                            .isPresent();
            findings.add(
                    refused
                            ? Finding.missing(
                                    "The fine-grained token may not even read %s of %s; Drover needs %s, to %s."
                                            .formatted(
                                                    permission.name(),
                                                    needs.template(),
                                                    permission,
                                                    permission.purpose()),
                                    "Edit the token on GitHub and add the permission.")
                            : Finding.unchecked(
                                    "Whether the fine-grained token has the permission %s, to %s, cannot be checked before the first write."
                                            .formatted(permission, permission.purpose()),
                                    "Compare it with the token's page on GitHub."));
        }
        return findings;
    }

    private Optional<Answer> probe(Permission permission, RepositoryName repository) {
        String path = switch (permission.name()) {
            case "secrets" -> "/actions/secrets?per_page=1";
            case "actions_variables" -> "/actions/variables?per_page=1";
            case "contents" -> "/commits?per_page=1";
            default -> "";
        };
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(Await.answer(http.exchange(
                        "try the permission " + permission.name(), "GET", "/repos/" + repository + path, null)));
    }

    private static List<Permission> inOrder(AccessNeeds needs) {
        return needs.permissions().stream()
                .sorted(Comparator.comparing(Permission::name))
                .toList();
    }
}
