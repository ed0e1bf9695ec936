package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Repositories in GitHub's JSON. */
final class RepositoryJson {
    /** Fields {@code <name>_url} that are the repository's own address and this. */
    private static final List<String> LINKS = List.of(
            "archive:/{archive_format}{/ref}",
            "assignees:/assignees{/user}",
            "blobs:/git/blobs{/sha}",
            "branches:/branches{/branch}",
            "collaborators:/collaborators{/collaborator}",
            "comments:/comments{/number}",
            "commits:/commits{/sha}",
            "compare:/compare/{base}...{head}",
            "contents:/contents/{+path}",
            "contributors:/contributors",
            "deployments:/deployments",
            "downloads:/downloads",
            "events:/events",
            "forks:/forks",
            "git_commits:/git/commits{/sha}",
            "git_refs:/git/refs{/sha}",
            "git_tags:/git/tags{/sha}",
            "hooks:/hooks",
            "issue_comment:/issues/comments{/number}",
            "issue_events:/issues/events{/number}",
            "issues:/issues{/number}",
            "keys:/keys{/key_id}",
            "labels:/labels{/name}",
            "languages:/languages",
            "merges:/merges",
            "milestones:/milestones{/number}",
            "notifications:/notifications{?since,all,participating}",
            "pulls:/pulls{/number}",
            "releases:/releases{/id}",
            "stargazers:/stargazers",
            "statuses:/statuses/{sha}",
            "subscribers:/subscribers",
            "subscription:/subscription",
            "tags:/tags",
            "teams:/teams",
            "trees:/git/trees{/sha}");

    private static final List<String> COUNTS = List.of(
            "forks",
            "forks_count",
            "open_issues",
            "open_issues_count",
            "size",
            "stargazers_count",
            "watchers",
            "watchers_count");

    private final Urls urls;
    private final AccountJson accounts;

    RepositoryJson(Urls urls, AccountJson accounts) {
        this.urls = urls;
        this.accounts = accounts;
    }

    String url(Repository repository) {
        return urls.api(repository);
    }

    /** As the answer to a request for this repository. */
    ObjectNode full(Repository repository) {
        ObjectNode json = nested(repository).put("network_count", 0).put("subscribers_count", 0);
        if (repository.owner().organization()) {
            json.putObject("custom_properties").setAll(repository.customProperties());
            json.set("organization", accounts.simple(repository.owner()));
        }
        return json;
    }

    /** As part of something else, say of a pull request. */
    ObjectNode nested(Repository repository) {
        ObjectNode json = Answers.object()
                .put("id", repository.id())
                .put("node_id", AccountJson.nodeId("Repository", repository.id()))
                .put("name", repository.name())
                .put("full_name", repository.fullName())
                .put("private", repository.isPrivate())
                .put("visibility", repository.isPrivate() ? "private" : "public");
        json.set("owner", accounts.simple(repository.owner()));
        String web = urls.web(repository);
        json.put("html_url", web)
                .put("url", urls.api(repository))
                .put("clone_url", web + ".git")
                .put("svn_url", web)
                .put("git_url", web.replaceFirst("^http", "git") + ".git")
                .put("ssh_url", "git@127.0.0.1:" + repository.fullName() + ".git")
                .putNull("mirror_url")
                .put("description", repository.description())
                .put("homepage", repository.homepage())
                .putNull("language")
                .putNull("license")
                .put("default_branch", repository.defaultBranch());
        for (String link : LINKS) {
            int colon = link.indexOf(':');
            json.put(link.substring(0, colon) + "_url", urls.api(repository) + link.substring(colon + 1));
        }
        COUNTS.forEach(count -> json.put(count, 0));
        json.put("fork", false)
                .put("is_template", false)
                .put("archived", repository.archived())
                .put("disabled", false)
                .put("has_issues", repository.hasIssues())
                .put("has_projects", true)
                .put("has_downloads", true)
                .put("has_wiki", true)
                .put("has_pages", false)
                .put("has_discussions", false)
                .put("created_at", repository.createdAt().toString())
                .put("updated_at", repository.updatedAt().toString())
                .put("pushed_at", repository.pushedAt().toString());
        json.putObject("permissions")
                .put("admin", true)
                .put("maintain", true)
                .put("push", true)
                .put("triage", true)
                .put("pull", true);
        repository.topics().forEach(json.putArray("topics")::add);
        return json;
    }
}
