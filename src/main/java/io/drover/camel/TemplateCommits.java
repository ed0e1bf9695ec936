package io.drover.camel;

import io.drover.github.Commits.Commit;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.egit.github.core.CommitUser;
import org.eclipse.egit.github.core.IRepositoryIdProvider;
import org.eclipse.egit.github.core.Repository;
import org.eclipse.egit.github.core.RepositoryCommit;
import org.eclipse.egit.github.core.User;
import org.eclipse.egit.github.core.service.CommitService;
import org.eclipse.egit.github.core.service.RepositoryService;

/**
 * What camel-github needs to watch the template repository: it asks in the same pace and by the same token as the rest of Drover, one
 * conditional request a look (its own services ask for the repository while Camel starts, and for the branch's whole history every time).
 */
public final class TemplateCommits {
    /** A look that GitHub's limits keep waiting is left out: the next one comes by itself. */
    private static final int PATIENCE_SECONDS = 30;

    private final GitHub gitHub;

    public TemplateCommits(GitHub gitHub) {
        this.gitHub = gitHub;
    }

    /** To be bound as {@code githubRepositoryService}. */
    public RepositoryService repositoryService() {
        return new RepositoryService() {
            @Override
            public Repository getRepository(String owner, String name) {
                return new Repository().setOwner(new User().setLogin(owner)).setName(name);
            }
        };
    }

    /** To be bound as {@code githubCommitService}. */
    public CommitService commitService() {
        return new CommitService() {
            @Override
            public List<RepositoryCommit> getCommits(IRepositoryIdProvider repository, String branch, String path)
                    throws IOException {
                return newest(RepositoryName.parse(repository.generateId()), branch);
            }
        };
    }

    private List<RepositoryCommit> newest(RepositoryName repository, String branch) throws IOException {
        try {
            return gitHub.commits().newest(repository, branch).get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .map(TemplateCommits::commit)
                    .toList();
        } catch (ExecutionException e) {
            throw new IOException(Reasons.of(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("GitHub's limits left no room to look at the template's commits", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while looking at the template's commits", e);
        }
    }

    private static RepositoryCommit commit(Commit commit) {
        var content = new org.eclipse.egit.github.core.Commit()
                .setMessage(commit.message())
                .setAuthor(new CommitUser().setName(commit.author()));
        return new RepositoryCommit().setSha(commit.id()).setCommit(content);
    }
}
