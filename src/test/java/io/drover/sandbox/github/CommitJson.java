package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** Commits in GitHub's JSON. */
final class CommitJson {
    private final Urls urls;

    CommitJson(Urls urls) {
        this.urls = urls;
    }

    /** As in a list; author and committer are no accounts, which GitHub shows as null. */
    ObjectNode summary(Repository repository, RevCommit commit) {
        String api = urls.api(repository);
        ObjectNode json = Answers.object()
                .put("sha", commit.name())
                .put("node_id", AccountJson.nodeId("Commit", repository.id()) + commit.name())
                .put("url", api + "/commits/" + commit.name())
                .put("html_url", urls.web(repository) + "/commit/" + commit.name())
                .put("comments_url", api + "/commits/" + commit.name() + "/comments")
                .putNull("author")
                .putNull("committer");
        ObjectNode git = json.putObject("commit")
                .put("message", commit.getFullMessage().stripTrailing())
                .put("url", api + "/git/commits/" + commit.name())
                .put("comment_count", 0);
        git.set("author", person(commit.getAuthorIdent()));
        git.set("committer", person(commit.getCommitterIdent()));
        git.putObject("tree")
                .put("sha", commit.getTree().name())
                .put("url", api + "/git/trees/" + commit.getTree().name());
        git.putObject("verification")
                .put("verified", false)
                .put("reason", "unsigned")
                .putNull("signature")
                .putNull("payload")
                .putNull("verified_at");
        ArrayNode parents = json.putArray("parents");
        for (RevCommit parent : commit.getParents()) {
            parents.addObject()
                    .put("sha", parent.name())
                    .put("url", api + "/commits/" + parent.name())
                    .put("html_url", urls.web(repository) + "/commit/" + parent.name());
        }
        return json;
    }

    /** With the files that it changed against its first parent. */
    ObjectNode full(Repository repository, ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository.git());
                DiffFormatter diff = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            RevCommit commit = walk.parseCommit(id);
            ObjectNode json = summary(repository, commit);
            ArrayNode files = json.putArray("files");
            diff.setRepository(repository.git());
            int added = 0;
            int deleted = 0;
            ObjectId before = commit.getParentCount() == 0
                    ? null
                    : walk.parseCommit(commit.getParent(0)).getTree();
            for (DiffEntry entry : diff.scan(before, commit.getTree())) {
                int plus = 0;
                int minus = 0;
                for (Edit edit : diff.toFileHeader(entry).toEditList()) {
                    plus += edit.getLengthB();
                    minus += edit.getLengthA();
                }
                files.add(file(repository, commit, entry, plus, minus));
                added += plus;
                deleted += minus;
            }
            json.putObject("stats")
                    .put("additions", added)
                    .put("deletions", deleted)
                    .put("total", added + deleted);
            return json;
        }
    }

    private ObjectNode file(Repository repository, RevCommit commit, DiffEntry entry, int plus, int minus) {
        boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        String path = removed ? entry.getOldPath() : entry.getNewPath();
        String status = switch (entry.getChangeType()) {
            case ADD, COPY -> "added";
            case DELETE -> "removed";
            case MODIFY -> "modified";
            case RENAME -> "renamed";
        };
        return Answers.object()
                .put("sha", (removed ? entry.getOldId() : entry.getNewId()).name())
                .put("filename", path)
                .put("status", status)
                .put("additions", plus)
                .put("deletions", minus)
                .put("changes", plus + minus)
                .put("blob_url", urls.web(repository) + "/blob/" + commit.name() + "/" + path)
                .put("raw_url", urls.web(repository) + "/raw/" + commit.name() + "/" + path)
                .put("contents_url", urls.api(repository) + "/contents/" + path + "?ref=" + commit.name());
    }

    private static ObjectNode person(PersonIdent person) {
        return Answers.object()
                .put("name", person.getName())
                .put("email", person.getEmailAddress())
                .put("date", person.getWhenAsInstant().toString());
    }
}
