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

/**
 * What filling a repository needs of the rest of Drover.
 *
 * @param blocking runs git's and the ledger's blocking requests
 */
public record RepositoryContent(
        GitHub gitHub, Templates templates, GitRemote git, Ledger ledger, Executor blocking, Clock clock) {
    /**
     * @param cost of the whole project, to plan GitHub's limits
     */
    Filling begin(Project project, RepositoryPlan plan, Cost cost) {
        GitHub inTurn = gitHub.forWork(Priority.ONBOARDING, project.created().subject(), cost);
        return new Filling(this, inTurn, project, plan);
    }
}
