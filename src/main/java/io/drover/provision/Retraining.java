package io.drover.provision;

import io.drover.deployment.Deployments;
import io.drover.deployment.Reactions.Reaction;
import io.drover.event.Ignored;
import io.drover.event.ImagePushed;
import io.drover.event.StackProject;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import io.drover.project.ProjectFinder;
import io.drover.type.Facts;
import io.drover.type.ProjectType;
import io.drover.type.ProjectTypes;
import io.drover.type.WorkflowStart;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a project's model trained anew when somebody has pushed an image that the training uses. */
public final class Retraining {
    private static final Logger log = LoggerFactory.getLogger(Retraining.class);

    private static final String NAME = "{project.name}";

    private final ProjectTypes types;
    private final RepositoryPlans plans;
    private final TypeReactions reactions;
    private final ProjectFinder finder;
    private final Deployments deployments;
    private final Ledger ledger;

    public Retraining(
            ProjectTypes types,
            RepositoryPlans plans,
            TypeReactions reactions,
            ProjectFinder finder,
            Deployments deployments,
            Ledger ledger) {
        this.types = types;
        this.plans = plans;
        this.reactions = reactions;
        this.finder = finder;
        this.deployments = deployments;
        this.ledger = ledger;
    }

    /**
     * A push that asks for a training.
     *
     * @param project {@code domain/project}
     */
    public record Wanted(ImagePushed push, String project, Reaction reaction) {
        /** The same for each event of this push. */
        public String key() {
            return push.key();
        }
    }

    /**
     * Whose image it is, by the names that types give images.
     *
     * @return {@link Wanted}, or {@link Ignored} when it is no project's
     * @throws io.drover.failure.RetryLater while the project is not ready
     */
    public Object find(ImagePushed push) {
        for (String name : names(push.repository())) {
            Optional<String> projectId = finder.projectId(push.account(), push.region(), name);
            if (projectId.isPresent()) {
                Project project = reactions.project(StackProject.home(push.account(), push.region()), projectId.get());
                Optional<Reaction> reaction = plans.hasType(project) ? reaction(project, push) : Optional.empty();
                if (reaction.isPresent()) {
                    return new Wanted(push, project.created().subject(), reaction.get());
                }
            }
        }
        return new Ignored("image repository %s is of no project".formatted(push.repository()));
    }

    private Optional<Reaction> reaction(Project project, ImagePushed push) {
        WorkflowStart start = plans.type(project).on().imagePushed();
        Facts facts = plans.facts(project);
        boolean ours = start != null
                && start.images().stream()
                        .anyMatch(image -> facts.fill(image, "image").equals(push.repository()));
        return ours
                ? reactions.reaction(
                        project,
                        start,
                        facts.and(Map.of(
                                "image.repository", push.repository(),
                                "image.digest", push.digest(),
                                "image.tag", push.tag())))
                : Optional.empty();
    }

    /** What the projects may be called whose image this is. */
    private Set<String> names(String image) {
        Set<String> names = new LinkedHashSet<>();
        for (ProjectType type : types.types().values()) {
            WorkflowStart start = type.on().imagePushed();
            if (start != null) {
                start.images().forEach(pattern -> name(pattern, image).ifPresent(names::add));
            }
        }
        return names;
    }

    private static Optional<String> name(String pattern, String image) {
        int at = pattern.indexOf(NAME);
        if (at < 0) {
            return Optional.empty();
        }
        String rest = pattern.substring(at + NAME.length()).replaceAll("\\{[^{}]*}", "\u0000");
        Matcher found = Pattern.compile(Pattern.quote(pattern.substring(0, at)) + "([a-zA-Z0-9-]{1,32}?)"
                        + Pattern.quote(rest).replace("\u0000", "\\E.+\\Q"))
                .matcher(image);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Notes the push, so that an earlier one leaves the training to it. */
    public void note(Wanted wanted) {
        ledger.pushed(wanted.project(), wanted.key(), wanted.push().at());
    }

    /**
     * Starts the training, once; nothing when there was a later push meanwhile.
     *
     * @param ref branch, unless the type names one
     */
    public CompletableFuture<Void> start(Wanted wanted, String ref) {
        boolean newest =
                ledger.newestPush(wanted.project()).filter(wanted.key()::equals).isPresent();
        if (!newest) {
            log.atInfo().log("{}: a later push starts the training", wanted.key());
            return CompletableFuture.completedFuture(null);
        }
        return deployments.startOnce(wanted.key(), wanted.push().repository(), wanted.reaction(), ref);
    }
}
