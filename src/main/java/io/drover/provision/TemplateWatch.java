package io.drover.provision;

import io.drover.failure.Failure;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import io.drover.template.FolderTrees;
import io.drover.template.TemplateSource;
import io.drover.template.Templates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the repositories that are behind their template: its folder holds something else now than at the commit that they were made from.
 * Commits that only touch other folders put nobody behind.
 */
public final class TemplateWatch {
    private static final Logger log = LoggerFactory.getLogger(TemplateWatch.class);

    private final TemplateSource source;
    private final Templates templates;
    private final Ledger ledger;

    public TemplateWatch(TemplateSource source, Templates templates, Ledger ledger) {
        this.source = source;
        this.templates = templates;
        this.ledger = ledger;
    }

    /**
     * Marks in the ledger who is behind the commit that was fetched last, and who is not. Idempotent. A repository of which the ledger does not know what
     * its folder held is left as it is, unless it was made from the newest commit.
     *
     * @throws Failure when the template repository cannot be read
     */
    public void compare() {
        List<RepositoryOrigin> made = ledger.madeFrom(source.repository().toString(), source.branch());
        Set<String> folders = made.stream().map(RepositoryOrigin::folder).collect(Collectors.toSet());
        FolderTrees newest = templates.trees(folders);
        Map<RepositoryOrigin, Boolean> behind = new HashMap<>();
        for (RepositoryOrigin each : made) {
            String tree = newest.trees().get(each.folder());
            RepositoryOrigin known = known(each, newest.commit(), tree);
            if (known.tree() != null) {
                behind.put(known, !known.tree().equals(tree));
            }
        }
        ledger.mark(behind);
        log.atInfo().log(
                "Template repository {}: {} repositories made from it, {} behind, {} of which that is not known",
                source.repository(),
                made.size(),
                behind.values().stream().filter(is -> is).count(),
                made.size() - behind.size());
    }

    private RepositoryOrigin known(RepositoryOrigin origin, String commit, @Nullable String tree) {
        if (origin.tree() != null || tree == null || !origin.commit().equals(commit)) {
            return origin;
        }
        RepositoryOrigin known = origin.withTree(tree);
        ledger.remember(known);
        return known;
    }
}
