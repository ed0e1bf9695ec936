package io.drover.template;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.RepositoryName;
import io.drover.template.TemplateContent.Origin;
import io.drover.template.TemplateContent.TemplateFile;
import io.drover.type.TemplatePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The template repository. Its newest commit is fetched once and kept in memory; each look costs one small request that asks whether
 * the branch has moved. Safe for several threads.
 */
public final class Templates {
    private final TemplateSource source;
    private final GitRemote remote;
    /** Other template repositories, of types that name one. */
    private final Map<TemplateSource, Templates> others = new ConcurrentHashMap<>();

    private @Nullable Snapshot newest;

    public Templates(TemplateSource source, GitRemote remote) {
        this.source = source;
        this.remote = remote;
    }

    private record Snapshot(ObjectId commit, InMemoryRepository objects) {}

    /** Fetches the newest commit if the branch has moved. */
    public void refresh() {
        newest();
    }

    /**
     * The files of a place.
     *
     * @throws Permanent when there is no such template; the reason lists those there are
     */
    public TemplateContent content(TemplatePlace place) {
        if (place.repository() == null) {
            return content(place.folder());
        }
        var other = new TemplateSource(
                RepositoryName.parse(place.repository()), Objects.requireNonNullElse(place.branch(), "main"), "");
        return others.computeIfAbsent(other, absent -> new Templates(absent, remote))
                .content(place.folder());
    }

    /**
     * @param place folder within the source's; a template has a folder of its own there
     */
    private TemplateContent content(String place) {
        Snapshot snapshot = newest();
        String folder = place.substring(0, place.contains("/") ? place.indexOf('/') : place.length());
        try {
            List<String> profiles = folders(snapshot, source.folder());
            if (!folder.isEmpty() && !profiles.contains(folder)) {
                throw new Permanent(
                        ("Template '%s' is not in %s (folder %s, branch %s), which has: %s. Add the folder, or change"
                                        + " drover.template.folder.")
                                .formatted(
                                        folder,
                                        source.repository(),
                                        source.folder().isEmpty() ? "/" : source.folder(),
                                        source.branch(),
                                        profiles.isEmpty() ? "none" : String.join(", ", profiles)));
            }
            String path = source.path(place);
            var origin = new Origin(
                    source.repository().toString(),
                    source.branch(),
                    path,
                    snapshot.commit().name(),
                    treeId(snapshot, path));
            List<TemplateFile> files = files(snapshot, path);
            if (files.isEmpty()) {
                throw new Permanent(
                        "Template folder %s of %s (branch %s) is missing or empty: add its files. There are: %s."
                                .formatted(
                                        path,
                                        source.repository(),
                                        source.branch(),
                                        profiles.isEmpty() ? "none" : String.join(", ", profiles)));
            }
            return new TemplateContent(origin, files);
        } catch (IOException e) {
            throw new UncheckedIOException("The fetched template cannot be read", e);
        }
    }

    /** What folders hold at the commit that was fetched last; asks only when none was. */
    public FolderTrees trees(Set<String> folders) {
        Snapshot snapshot = fetched();
        Map<String, String> trees = new HashMap<>();
        try {
            for (String folder : folders) {
                String tree = treeId(snapshot, folder);
                if (tree != null) {
                    trees.put(folder, tree);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The fetched template cannot be read", e);
        }
        return new FolderTrees(snapshot.commit().name(), trees);
    }

    private synchronized Snapshot fetched() {
        return newest == null ? newest() : newest;
    }

    /** One request; two more when the branch has moved. Only one thread asks at a time, so that a new commit is fetched once. */
    private synchronized Snapshot newest() {
        InMemoryRepository local = GitRemote.local();
        ObjectId head = head(local);
        if (newest == null || !newest.commit().equals(head)) {
            String branch = Constants.R_HEADS + source.branch();
            remote.talk(
                    "fetch the template repository " + source.repository(), source.repository(), local, transport -> {
                        transport.setDepth(1);
                        return transport.fetch(
                                NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + branch + ":" + branch)));
                    });
            newest = new Snapshot(head(local, branch), local);
        }
        return newest;
    }

    private ObjectId head(InMemoryRepository local) {
        return remote.talk(
                "look at the template repository " + source.repository(), source.repository(), local, transport -> {
                    try (FetchConnection connection = transport.openFetch()) {
                        Ref ref = connection.getRef(Constants.R_HEADS + source.branch());
                        if (ref == null) {
                            throw new RetryLater(
                                    "The template repository %s has no branch '%s': push it, or change drover.template.branch."
                                            .formatted(source.repository(), source.branch()));
                        }
                        return ref.getObjectId();
                    }
                });
    }

    private static ObjectId head(InMemoryRepository local, String branch) {
        try {
            return local.exactRef(branch).getObjectId();
        } catch (IOException e) {
            throw new UncheckedIOException("The fetched template cannot be read", e);
        }
    }

    private static List<String> folders(Snapshot snapshot, String path) throws IOException {
        List<String> names = new ArrayList<>();
        try (TreeWalk walk = tree(snapshot, path)) {
            while (walk.next()) {
                if (walk.isSubtree()) {
                    names.add(walk.getNameString());
                }
            }
        }
        return names;
    }

    private static List<TemplateFile> files(Snapshot snapshot, String path) throws IOException {
        List<TemplateFile> files = new ArrayList<>();
        try (TreeWalk walk = tree(snapshot, path)) {
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode();
                if (mode.getObjectType() == Constants.OBJ_BLOB) {
                    byte[] content =
                            walk.getObjectReader().open(walk.getObjectId(0)).getBytes();
                    files.add(new TemplateFile(walk.getPathString(), mode, content));
                }
            }
        }
        return files;
    }

    private static @Nullable String treeId(Snapshot snapshot, String path) throws IOException {
        ObjectId tree = find(snapshot, path);
        return tree == null ? null : tree.name();
    }

    /** The folder's tree; null when no folder is there. */
    private static @Nullable ObjectId find(Snapshot snapshot, String path) throws IOException {
        try (var commits = new RevWalk(snapshot.objects())) {
            ObjectId root = commits.parseCommit(snapshot.commit()).getTree().copy();
            if (path.isEmpty()) {
                return root;
            }
            try (TreeWalk found = TreeWalk.forPath(snapshot.objects(), path, root)) {
                return found != null && found.isSubtree() ? found.getObjectId(0) : null;
            }
        }
    }

    /** A walk over what stands below a path; over nothing when the path is not there. */
    private static TreeWalk tree(Snapshot snapshot, String path) throws IOException {
        ObjectId tree = find(snapshot, path);
        var walk = new TreeWalk(snapshot.objects());
        if (tree == null) {
            // A walk without any tree fails.
            walk.addTree(new EmptyTreeIterator());
        } else {
            walk.addTree(tree);
        }
        return walk;
    }
}
