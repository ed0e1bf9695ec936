package io.drover.provision;

import io.drover.github.Cost;
import io.drover.github.GitHub;
import io.drover.github.Work.Priority;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import io.drover.template.GitRemote;
import io.drover.template.Templates;
import java.time.Clock;
import java.util.concurrent.Executor;

/** What filling a repository needs of the rest of Drover. */
public final class RepositoryContent {
    private final GitHub gitHub;
    private final Templates templates;
    private final GitRemote git;
    private final Ledger ledger;
    private final Executor blocking;
    private final Clock clock;

    /**
     * @param blocking runs git's and the ledger's blocking requests
     */
    public RepositoryContent(
            GitHub gitHub, Templates templates, GitRemote git, Ledger ledger, Executor blocking, Clock clock) {
        this.gitHub = gitHub;
        this.templates = templates;
        this.git = git;
        this.ledger = ledger;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * @param cost of the whole project, to plan GitHub's limits
     */
    Filling begin(Project project, RepositoryPlan plan, Cost cost) {
        return new Filling(
                gitHub.forWork(Priority.ONBOARDING, project.created().subject(), cost),
                templates,
                git,
                ledger,
                blocking,
                clock,
                project,
                plan);
    }
}
