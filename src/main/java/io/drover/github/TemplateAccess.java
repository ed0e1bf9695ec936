package io.drover.github;

import io.drover.finding.Finding;
import java.util.List;

/** Looks whether the templates can be read where the settings say. */
final class TemplateAccess {
    private final GitHubHttp http;

    TemplateAccess(GitHubHttp http) {
        this.http = http;
    }

    List<Finding> findings(AccessNeeds needs) {
        RepositoryName name = needs.template();
        if (Await.answer(http.find("read repository " + name, "/repos/" + name)).isEmpty()) {
            return List.of(Finding.missing(
                    "Template repository %s is not there, or the token may not see it.".formatted(name),
                    "Correct drover.template.repository, or let the token read it."));
        }
        String what = "read branch %s of %s".formatted(needs.branch(), name);
        Answer branch = get(what, "/repos/%s/commits?sha=%s&per_page=1".formatted(name, Paths.segment(needs.branch())));
        if (isAbsent(branch)) {
            return List.of(Finding.missing(
                    "Template repository %s has no branch %s.".formatted(name, needs.branch()),
                    "Push the branch, or correct drover.template.branch."));
        }
        http.require(what, branch);
        return List.of(
                Finding.ok("Template repository %s has the branch %s.".formatted(name, needs.branch())), folder(needs));
    }

    private Finding folder(AccessNeeds needs) {
        if (needs.folder().isEmpty()) {
            return Finding.ok("Templates are in the root of %s.".formatted(needs.template()));
        }
        String path = Paths.segment(needs.folder()).replace("%2F", "/");
        String what = "read folder %s of %s".formatted(needs.folder(), needs.template());
        Answer folder = get(
                what, "/repos/%s/contents/%s?ref=%s".formatted(needs.template(), path, Paths.segment(needs.branch())));
        if (isAbsent(folder) || !http.require(what, folder).json().isArray()) {
            return Finding.missing(
                    "Branch %s of %s has no folder %s.".formatted(needs.branch(), needs.template(), needs.folder()),
                    "Add the folder, or correct drover.template.folder.");
        }
        return Finding.ok("Templates are in the folder %s of %s.".formatted(needs.folder(), needs.template()));
    }

    /** 409 is an empty repository's. */
    private static boolean isAbsent(Answer answer) {
        return answer.status() == 404 || answer.status() == 409 || answer.status() == 422;
    }

    private Answer get(String what, String path) {
        return Await.answer(http.exchange(what, "GET", path, null));
    }
}
