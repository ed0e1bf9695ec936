package io.drover.template;

import io.drover.failure.RetryLater;
import io.drover.github.RepositoryName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * A repository's branches as git showed them once, and the one commit that fills a branch. The push names the head it was made for, so it
 * fails rather than overwrite what somebody pushed meanwhile. One request to open, one to push; not safe for several threads.
 */
public final class RemoteBranch {
    private final GitRemote remote;
    private final RepositoryName repository;
    private final InMemoryRepository local;
    /** Stays usable after its transport: each request of smart HTTP has a connection of its own. */
    private final PushConnection connection;

    private RemoteBranch(
            GitRemote remote, RepositoryName repository, InMemoryRepository local, PushConnection connection) {
        this.remote = remote;
        this.repository = repository;
        this.local = local;
        this.connection = connection;
    }

    /**
     * @throws RetryLater when git cannot reach the repository
     */
    public static RemoteBranch open(GitRemote remote, RepositoryName repository) {
        InMemoryRepository local = GitRemote.local();
        PushConnection connection =
                remote.talk("open repository " + repository, repository, local, transport -> transport.openPush());
        return new RemoteBranch(remote, repository, local, connection);
    }

    /** Whether the branch has a commit. */
    public boolean exists(String branch) {
        return connection.getRef(Constants.R_HEADS + branch) != null;
    }

    /**
     * Puts the template over the branch in one commit: its top-level entries replace those of the same name, all others stay.
     *
     * @param settings of the project for {@link ProjectEnv}, which is left out when there are none
     * @throws RetryLater when somebody pushed meanwhile, or the remote refused
     */
    public void seed(
            String branch, TemplateContent content, DroverFile file, Map<String, String> settings, Instant now) {
        String ref = Constants.R_HEADS + branch;
        Ref head = connection.getRef(ref);
        ObjectId parent = head == null ? ObjectId.zeroId() : head.getObjectId();
        try {
            if (head != null) {
                fetch(ref);
            }
            ObjectId commit = new SeedCommit(local).insert(parent, content, file, settings, now);
            var update = new RemoteRefUpdate(local, null, commit, ref, false, null, parent);
            connection.push(NullProgressMonitor.INSTANCE, Map.of(ref, update));
            requireDone(update);
        } catch (IOException e) {
            throw new RetryLater(
                    "Git could not push the template to %s: %s".formatted(repository, e.getMessage()), null, e);
        } finally {
            connection.close();
        }
    }

    private void fetch(String ref) {
        remote.talk(
                "fetch " + repository,
                repository,
                local,
                transport ->
                        transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + ref + ":" + ref))));
    }

    private void requireDone(RemoteRefUpdate update) {
        if (update.getStatus() != RemoteRefUpdate.Status.OK) {
            throw new RetryLater("Git push to %s was refused (%s%s)."
                    .formatted(
                            repository,
                            update.getStatus(),
                            update.getMessage() == null ? "" : ": " + update.getMessage()));
        }
    }
}
