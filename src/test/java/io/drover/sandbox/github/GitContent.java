package io.drover.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads and writes what is in the git repositories, without a work tree. */
final class GitContent {
    private final Clock clock;

    GitContent(Clock clock) {
        this.clock = clock;
    }

    /** The files of a folder, without any {@code .git}. */
    static Map<String, StandInFile> folder(Path root) throws IOException {
        Map<String, StandInFile> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith(".git/")) {
                    files.put(path, new StandInFile(Files.readAllBytes(file), Files.isExecutable(file)));
                }
            }
        }
        return files;
    }

    /** The newest commit of a branch; empty when the branch is not there. */
    Optional<ObjectId> head(Repository repository, String branch) throws IOException {
        return Optional.ofNullable(repository.git().resolve(Constants.R_HEADS + branch));
    }

    /** Adds files, or replaces them, in one commit; a new branch starts at the default branch. */
    ObjectId commit(Repository repository, String branch, Map<String, StandInFile> files, String message)
            throws IOException {
        synchronized (repository) {
            Optional<ObjectId> head = head(repository, branch);
            Optional<ObjectId> parent = head.isPresent() ? head : head(repository, repository.defaultBranch());
            try (ObjectInserter inserter = repository.git().newObjectInserter();
                    ObjectReader reader = repository.git().newObjectReader();
                    RevWalk walk = new RevWalk(reader)) {
                DirCache tree = parent.isPresent()
                        ? DirCache.read(reader, walk.parseCommit(parent.get()).getTree())
                        : DirCache.newInCore();
                DirCacheEditor editor = tree.editor();
                for (Map.Entry<String, StandInFile> file : files.entrySet()) {
                    editor.add(write(inserter, file.getKey(), file.getValue()));
                }
                editor.finish();
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(tree.writeTree(inserter));
                parent.ifPresent(commit::setParentId);
                PersonIdent author =
                        new PersonIdent("GitHub stand-in", "noreply@github.example", clock.instant(), ZoneOffset.UTC);
                commit.setAuthor(author);
                commit.setCommitter(author);
                commit.setMessage(message);
                ObjectId id = inserter.insert(commit);
                inserter.flush();
                RefUpdate update = repository.git().updateRef(Constants.R_HEADS + branch);
                update.setExpectedOldObjectId(head.orElse(ObjectId.zeroId()));
                update.setNewObjectId(id);
                RefUpdate.Result result = update.update();
                if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
                    throw new IOException(
                            "Cannot commit to " + branch + " of " + repository.fullName() + ": " + result);
                }
                repository.pushed();
                return id;
            }
        }
    }

    /** Path to file; empty when the branch is not there. */
    SortedMap<String, StandInFile> files(Repository repository, String branch) throws IOException {
        SortedMap<String, StandInFile> files = new TreeMap<>();
        Optional<ObjectId> head = head(repository, branch);
        if (head.isPresent()) {
            try (ObjectReader reader = repository.git().newObjectReader();
                    RevWalk walk = new RevWalk(reader);
                    TreeWalk tree = new TreeWalk(reader)) {
                tree.addTree(walk.parseCommit(head.get()).getTree());
                tree.setRecursive(true);
                while (tree.next()) {
                    boolean executable = tree.getFileMode() == FileMode.EXECUTABLE_FILE;
                    byte[] content = reader.open(tree.getObjectId(0)).getBytes();
                    files.put(tree.getPathString(), new StandInFile(content, executable));
                }
            }
        }
        return files;
    }

    /** Newest first, parents always after their children. */
    List<RevCommit> history(Repository repository, ObjectId from) throws IOException {
        List<RevCommit> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.COMMIT_TIME_DESC, true);
            walk.markStart(walk.parseCommit(from));
            walk.forEach(commits::add);
        }
        return commits;
    }

    static Map<String, StandInFile> texts(Map<String, String> texts) {
        Map<String, StandInFile> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, new StandInFile(text.getBytes(UTF_8), false)));
        return files;
    }

    private static DirCacheEditor.PathEdit write(ObjectInserter inserter, String path, StandInFile file)
            throws IOException {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.content());
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                // A file that was executable stays so.
                boolean executable = file.executable() || entry.getFileMode() == FileMode.EXECUTABLE_FILE;
                entry.setFileMode(executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
                entry.setObjectId(blob);
            }
        };
    }
}
