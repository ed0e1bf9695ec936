package io.drover.sandbox.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The workflow files in the repositories' git content. */
final class WorkflowFiles {
    private static final String FOLDER = ".github/workflows/";

    private final AtomicLong lastId = new AtomicLong(161_335);
    private final Map<String, Long> ids = new ConcurrentHashMap<>();

    /** The path of a workflow on the default branch, by its file name or its id; empty when it is not there. */
    Optional<String> find(Repository repository, String fileOrId) throws IOException {
        String path = ids.entrySet().stream()
                .filter(known -> known.getKey().startsWith(key(repository, FOLDER))
                        && known.getValue().toString().equals(fileOrId))
                .map(known -> known.getKey().substring(key(repository, "").length()))
                .findFirst()
                .orElse(FOLDER + fileOrId);
        ObjectId head = Refs.commit(repository, repository.defaultBranch());
        return head == null || read(repository, head, path).isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** The file as it is in a commit; empty when it is not there. */
    Optional<WorkflowFile> read(Repository repository, ObjectId commit, String path) throws IOException {
        try (ObjectReader reader = repository.git().newObjectReader();
                RevWalk walk = new RevWalk(reader);
                TreeWalk found =
                        TreeWalk.forPath(reader, path, walk.parseCommit(commit).getTree())) {
            if (found == null || found.isSubtree()) {
                return Optional.empty();
            }
            byte[] content = reader.open(found.getObjectId(0)).getBytes();
            return Optional.of(WorkflowFile.parse(path, new String(content, StandardCharsets.UTF_8)));
        }
    }

    /** The same for a path of a repository for ever. */
    long id(Repository repository, String path) {
        return ids.computeIfAbsent(key(repository, path), key -> lastId.incrementAndGet());
    }

    private static String key(Repository repository, String path) {
        return repository.id() + " " + path;
    }
}
