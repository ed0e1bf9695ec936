package io.drover.template;

import io.drover.template.TemplateContent.TemplateFile;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Makes the commit that lays a template over a repository, without a work tree. */
final class SeedCommit {
    private static final PersonIdent AUTHOR = new PersonIdent(DroverFile.AUTHOR, "drover@drover.invalid");

    private final Repository repository;

    SeedCommit(Repository repository) {
        this.repository = repository;
    }

    /**
     * @param parent the head that the commit goes on, whose objects are in the repository; the zero id for a first commit
     * @param settings for {@link ProjectEnv}, which is left out when there are none
     */
    ObjectId insert(
            ObjectId parent, TemplateContent content, DroverFile file, Map<String, String> settings, Instant now)
            throws IOException {
        Map<String, byte[]> own = new TreeMap<>();
        own.put(DroverFile.PATH, file.bytes());
        if (!settings.isEmpty()) {
            own.put(ProjectEnv.PATH, ProjectEnv.bytes(settings));
        }
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder entries = index.builder();
            Set<String> replaced = new HashSet<>();
            for (TemplateFile template : content.files()) {
                replaced.add(topLevel(template.path()));
                // The template's own marker, if it has one, is not the repository's.
                if (!own.containsKey(template.path())) {
                    entries.add(entry(template.path(), template.mode(), blob(inserter, template.content())));
                }
            }
            for (Map.Entry<String, byte[]> one : own.entrySet()) {
                replaced.add(topLevel(one.getKey()));
                entries.add(entry(one.getKey(), FileMode.REGULAR_FILE, blob(inserter, one.getValue())));
            }
            if (!parent.equals(ObjectId.zeroId())) {
                keepOthers(parent, replaced, entries);
            }
            entries.finish();

            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            if (!parent.equals(ObjectId.zeroId())) {
                commit.setParentId(parent);
            }
            var author = new PersonIdent(AUTHOR, now, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message(file));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private void keepOthers(ObjectId parent, Set<String> replaced, DirCacheBuilder entries) throws IOException {
        try (var commits = new RevWalk(repository);
                var walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(parent).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (!replaced.contains(topLevel(walk.getPathString()))) {
                    entries.add(entry(walk.getPathString(), walk.getFileMode(), walk.getObjectId(0)));
                }
            }
        }
    }

    private static String message(DroverFile file) {
        return "Add the %s template\n\nFrom %s, folder %s, commit %s.\n"
                .formatted(
                        file.role(),
                        file.origin().repository(),
                        file.origin().folder(),
                        file.origin().commit());
    }

    private static String topLevel(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static ObjectId blob(ObjectInserter inserter, byte[] content) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, content);
    }

    private static DirCacheEntry entry(String path, FileMode mode, ObjectId blob) {
        var entry = new DirCacheEntry(path);
        entry.setFileMode(mode);
        entry.setObjectId(blob);
        return entry;
    }
}
