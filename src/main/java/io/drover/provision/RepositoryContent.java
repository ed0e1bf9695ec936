package io.drover.provision;

import io.drover.github.Cost;
import io.drover.github.GitHub;
import io.drover.github.Work.Priority;
import io.drover.ledger.Check;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import io.drover.template.GitRemote;
import io.drover.template.Templates;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What filling a repository needs of the rest of Drover.
 *
 * @param blocking runs git's and the ledger's blocking requests
 */
public record RepositoryContent(
        GitHub gitHub, Templates templates, GitRemote git, Ledger ledger, Executor blocking, Clock clock) {
    private static final Logger log = LoggerFactory.getLogger(RepositoryContent.class);

    /**
     * @param cost of the whole project, to plan GitHub's limits
     */
    Filling begin(Project project, RepositoryPlan plan, Cost cost) {
        GitHub inTurn = gitHub.forWork(Priority.ONBOARDING, project.created().subject(), cost);
        return new Filling(this, inTurn, project, plan);
    }

    /**
     * Has the board show what a project lacks although all was done for it; nothing when it lacks nothing.
     *
     * @param sentences for the operator
     */
    void tell(Project project, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        String subject = project.created().subject();
        sentences.forEach(sentence -> log.atWarn().log("{}: {}", subject, sentence));
        Set<String> all = new LinkedHashSet<>();
        Optional.ofNullable(ledger.overview().checks(List.of(subject)).get(subject))
                .ifPresent(before -> all.addAll(before.differences()));
        all.addAll(sentences);
        ledger.checked(new Check(subject, clock.instant(), List.copyOf(all)));
    }
}
