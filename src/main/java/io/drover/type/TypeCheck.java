package io.drover.type;

import io.drover.type.ProjectTypes.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is wrong with a type although it could be read. */
final class TypeCheck {
    private static final Set<String> EVERYWHERE =
            Set.of("organization", "workflow.role", "project.name", "project.id", "region");

    private static final Set<String> OF_STUDIO = Set.of(
            "domain.id",
            "domain.unit.id",
            "profile",
            "build.repository",
            "deploy.account",
            "sagemaker.domain.arn",
            "space.arn",
            "execution.role.arn",
            "artifact.bucket",
            "model.group");

    private static final Set<String> OF_PROJECTS = Set.of(
            "project.group",
            "project.arn",
            "account",
            "business.unit",
            "account.dev",
            "account.preprod",
            "account.prod");

    private static final Set<String> OF_IMAGES = Set.of("image.repository", "image.digest", "image.tag");

    /** GitHub's limit of the reviewers of an environment. */
    private static final int MOST_REVIEWERS = 6;

    private final String at;
    private final ProjectType type;
    private final Set<String> known = new TreeSet<>(EVERYWHERE);
    private final boolean studio;
    private final List<Problem> problems = new ArrayList<>();

    TypeCheck(String name, ProjectType type) {
        this.at = "/types/" + name;
        this.type = type;
        this.studio = name.equals(ProjectTypes.STUDIO);
        known.addAll(studio ? OF_STUDIO : OF_PROJECTS);
        type.parameters().keySet().forEach(parameter -> known.add(ProjectType.PARAMETER + parameter));
        type.choices().values().forEach(choices -> choices.values().forEach(facts -> known.addAll(facts.keySet())));
    }

    List<Problem> problems() {
        choices();
        if (type.repositories().isEmpty()) {
            problem("", "the type has no repositories: name at least one.");
        }
        texts("/settings", type.settings());
        Map<String, String> names = new HashMap<>();
        type.repositories().forEach((role, repository) -> {
            String here = "/repositories/" + role;
            repository(here, role, repository);
            String other = names.putIfAbsent(repository.name(), role);
            if (other != null && repository.when().isEmpty()) {
                problem(
                        here + "/name",
                        "'%s' and '%s' are the same repository: give each a name of its own.".formatted(other, role));
            }
        });
        start("/on/ready", type.on().ready(), Set.of());
        workflow("/on/ready", type.on().ready());
        workflow("/on/image-pushed", type.on().imagePushed());
        start("/on/model-approved", type.on().modelApproved(), Set.of());
        start("/on/image-pushed", type.on().imagePushed(), OF_IMAGES);
        role("/on/pipeline-failed", type.on().pipelineFailed());
        return problems;
    }

    private void choices() {
        type.choices().forEach((parameter, choices) -> {
            String here = "/choices/" + parameter;
            if (!type.parameters().containsKey(parameter)) {
                problem(here, "there is no parameter '%s': add it to parameters.".formatted(parameter));
            }
            String standard = type.parameters().get(parameter);
            if (standard != null && !choices.containsKey(standard)) {
                problem("/parameters/" + parameter, "'%s' is none of its choices.".formatted(standard));
            }
            if (new HashSet<>(choices.values().stream().map(Map::keySet).toList()).size() > 1) {
                problem(here, "each choice has to bring the same facts.");
            }
        });
    }

    private void repository(String here, String role, RepositoryType repository) {
        if (studio && !role.equals("build") && !role.equals("deploy")) {
            problem(here, "a project of SageMaker Unified Studio has the repositories build and deploy.");
        }
        if (repository.name().isEmpty()) {
            problem(here, "the repository has no name: add name.");
        }
        text(here + "/name", repository.name(), Set.of());
        boolean ofOneProject = Facts.namesIn(repository.name()).stream()
                .anyMatch(fact -> fact.equals("project.id") || fact.equals("project.group"));
        if (!repository.existing() && !repository.name().isEmpty() && !ofOneProject) {
            problem(
                    here + "/name",
                    "the name has no {project.id}: a later project of the same name would meet the repository of an earlier one.");
        }
        new NameBudget(type).problem(repository.name()).ifPresent(problem -> problem(here + "/name", problem));
        text(here + "/description", repository.description(), Set.of());
        repository.when().keySet().stream()
                .filter(parameter -> !type.parameters().containsKey(parameter))
                .forEach(parameter ->
                        problem(here + "/when/" + parameter, "there is no parameter '%s'.".formatted(parameter)));
        texts(here + "/properties", repository.properties());
        if (repository.template() != null) {
            text(
                    here + "/template/repository",
                    Objects.requireNonNullElse(repository.template().repository(), ""),
                    Set.of());
            text(here + "/template/folder", repository.template().folder(), Set.of());
        }
        texts(here + "/settings", repository.settings());
        texts(here + "/secrets", repository.secrets());
        texts(here + "/variables", repository.variables());
        repository.collaborators().keySet().forEach(login -> text(here + "/collaborators", login, Set.of()));
        if (repository.environments() != null) {
            repository
                    .environments()
                    .forEach((name, environment) -> environment(here + "/environments/" + name, environment));
        }
    }

    private void environment(String here, EnvironmentType environment) {
        environment.reviewers().forEach(reviewer -> text(here + "/reviewers", reviewer, Set.of()));
        if (environment.reviewers().size() > MOST_REVIEWERS) {
            problem(here + "/reviewers", "GitHub takes %d reviewers: name a team.".formatted(MOST_REVIEWERS));
        }
        if (environment.preventSelfReview() && environment.reviewers().isEmpty()) {
            problem(here, "prevent-self-review wants a reviewer.");
        }
    }

    private void start(String here, @Nullable WorkflowStart start, Set<String> more) {
        if (start == null) {
            return;
        }
        role(here + "/repository", start.repository());
        text(here + "/workflow", Objects.requireNonNullElse(start.workflow(), ""), more);
        start.inputs().forEach((input, value) -> text(here + "/inputs/" + input, value, more));
        start.images().forEach(image -> text(here + "/images", image, Set.of()));
        if (!more.isEmpty() && start.images().isEmpty()) {
            problem(here, "no image is named: add images.");
        }
    }

    private void workflow(String here, @Nullable WorkflowStart start) {
        if (start != null && start.workflow() == null) {
            problem(here, "no workflow is named: add workflow, a file below .github/workflows.");
        }
    }

    private void role(String here, @Nullable String role) {
        if (role != null && !type.repositories().containsKey(role)) {
            problem(
                    here,
                    "there is no repository '%s': it is one of %s."
                            .formatted(
                                    role, String.join(", ", type.repositories().keySet())));
        }
    }

    private void texts(String here, Map<String, String> texts) {
        texts.forEach((name, text) -> text(here + "/" + name, text, Set.of()));
    }

    private void text(String here, String text, Set<String> more) {
        Facts.namesIn(text).stream()
                .filter(name -> !known.contains(name) && !more.contains(name))
                .forEach(name -> problem(
                        here,
                        "{%s} is nothing that Drover knows of a project: it is one of %s."
                                .formatted(name, String.join(", ", known))));
    }

    private void problem(String here, String sentence) {
        problems.add(new Problem(at + here, sentence));
    }
}
