package io.drover.sandbox.github;

import java.io.IOException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** What a {@code ref} of a request means: a branch, a tag or the id of a commit. */
final class Refs {
    private Refs() {}

    /** Null when there is no such commit. */
    static @Nullable ObjectId commit(Repository repository, String ref) throws IOException {
        for (String name : new String[] {Constants.R_HEADS + ref, Constants.R_TAGS + ref, ref}) {
            try (RevWalk walk = new RevWalk(repository.git())) {
                ObjectId id = repository.git().resolve(name + "^{commit}");
                if (id != null) {
                    return walk.parseCommit(id).copy();
                }
            } catch (RevisionSyntaxException
                    | AmbiguousObjectException
                    | MissingObjectException
                    | IncorrectObjectTypeException notThisOne) {
                // The next reading may fit.
            }
        }
        return null;
    }

    static boolean isEmpty(Repository repository) throws IOException {
        return repository
                .git()
                .getRefDatabase()
                .getRefsByPrefix(Constants.R_HEADS)
                .isEmpty();
    }
}
