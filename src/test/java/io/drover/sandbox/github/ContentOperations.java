package io.drover.sandbox.github;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Files and folders of a repository as the contents API shows them. */
final class ContentOperations {
    // Larger files come only in raw form: https://docs.github.com/rest/repos/contents#get-repository-content
    private static final int MAX_INLINE = 1024 * 1024;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(60, "\n".getBytes(US_ASCII));

    private final Urls urls;

    ContentOperations(Urls urls) {
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/repos/{owner}/{repo}/contents/{path}", "contents=read", this::get));
    }

    private Response get(RestCall call) throws IOException {
        Repository repository = call.repository();
        String ref = call.query("ref", repository.defaultBranch());
        ObjectId commit = Refs.commit(repository, ref);
        if (commit == null) {
            return Refs.isEmpty(repository)
                    ? Answers.error(404, "This repository is empty.")
                    : Answers.error(404, "No commit found for the ref " + ref);
        }
        String path = call.variable("path").replaceAll("/+$", "");
        try (ObjectReader reader = repository.git().newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            RevTree root = walk.parseCommit(commit).getTree();
            try (TreeWalk found = TreeWalk.forPath(reader, path, root)) {
                if (found == null) {
                    return Answers.notFound();
                }
                return found.isSubtree()
                        ? folder(call, ref, path, reader, found.getObjectId(0))
                        : file(call, ref, path, found.getObjectId(0), reader);
            }
        }
    }

    private Response file(RestCall call, String ref, String path, ObjectId blob, ObjectReader reader)
            throws IOException {
        byte[] content = reader.open(blob).getBytes();
        String accept = call.request().headers().getOrDefault("accept", "");
        if (accept.contains("application/vnd.github.raw") || accept.contains("application/vnd.github.v3.raw")) {
            return new Response(200, Map.of("Content-Type", "application/vnd.github.raw+json; charset=utf-8"), content);
        }
        boolean inline = content.length <= MAX_INLINE;
        ObjectNode body = entry(call.repository(), ref, path, "file", blob, content.length)
                .put("content", inline ? LINES.encodeToString(content) + "\n" : "")
                .put("encoding", inline ? "base64" : "none");
        return Answers.json(200, body);
    }

    private Response folder(RestCall call, String ref, String path, ObjectReader reader, ObjectId tree)
            throws IOException {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            while (walk.next()) {
                boolean isFolder = walk.getFileMode() == FileMode.TREE;
                ObjectId id = walk.getObjectId(0);
                long size = isFolder ? 0 : reader.getObjectSize(id, ObjectReader.OBJ_ANY);
                String child = path + "/" + walk.getPathString();
                entries.add(entry(call.repository(), ref, child, isFolder ? "dir" : "file", id, size));
            }
        }
        return Answers.json(200, entries);
    }

    private ObjectNode entry(Repository repository, String ref, String path, String type, ObjectId id, long size) {
        String self = urls.api(repository) + "/contents/" + path.replace(" ", "%20") + "?ref=" + ref;
        String git = urls.api(repository) + "/git/" + (type.equals("dir") ? "trees/" : "blobs/") + id.name();
        String view = type.equals("dir") ? "/tree/" : "/blob/";
        String html = urls.web(repository) + view + ref + "/" + path.replace(" ", "%20");
        ObjectNode entry = Answers.object()
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("path", path)
                .put("sha", id.name())
                .put("size", size)
                .put("type", type)
                .put("url", self)
                .put("git_url", git)
                .put("html_url", html);
        if (type.equals("dir")) {
            entry.putNull("download_url");
        } else {
            entry.put("download_url", html.replace("/blob/", "/raw/"));
        }
        entry.putObject("_links").put("self", self).put("git", git).put("html", html);
        return entry;
    }
}
