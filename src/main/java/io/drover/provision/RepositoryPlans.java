package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.github.Cost;
import io.drover.github.NewRepository.Visibility;
import io.drover.github.RepositoryName;
import io.drover.project.Project;
import io.drover.project.StackWorkspace;
import io.drover.type.Facts;
import io.drover.type.ProjectType;
import io.drover.type.ProjectTypes;
import io.drover.type.RepositoryType;
import io.drover.type.TemplatePlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides by a project's type what its repositories are to have. Pure. */
public final class RepositoryPlans {
    private final ProjectTypes types;
    private final String organization;
    private final String workflowRoleArn;
    private final SettingsMode mode;

    /**
     * How a project's settings reach the workflows. None of them is a secret; existing templates expect them among the secrets. Changed
     * later, it is for new repositories: a filled one gets no file, and the file of one that has it wins over secrets.
     */
    public enum SettingsMode {
        /** As Actions secrets, one request each. */
        SECRETS,
        /** In the file {@code .drover/project.env} of the seed commit. */
        FILE
    }

    /**
     * @param organization login of the organization or user that owns the repositories that Drover makes
     * @param workflowRoleArn the role that workflows assume by OIDC
     */
    public RepositoryPlans(ProjectTypes types, String organization, String workflowRoleArn, SettingsMode mode) {
        this.types = types;
        this.organization = organization;
        this.workflowRoleArn = workflowRoleArn;
        this.mode = mode;
    }

    /**
     * The name of a project's type.
     *
     * @throws Permanent when it is of none
     */
    public String typeName(Project project) {
        return findTypeName(project)
                .orElseThrow(() -> new Permanent(
                        "Project %s was made from '%s', which is of no project type: name it among the products or templates of drover.project-types."
                                .formatted(
                                        project.created().subject(),
                                        project.workspace().profile())));
    }

    private Optional<String> findTypeName(Project project) {
        return project.workspace() instanceof StackWorkspace stack
                ? stack.type().or(() -> types.find(stack.product(), stack.template()))
                : Optional.of(ProjectTypes.STUDIO);
    }

    /** Names of the parameters of a type; fails when there is none of this name. */
    Set<String> parameters(String type) {
        return types.get(type).parameters().keySet();
    }

    /** Whether a project is of a type, and so of Drover's business. */
    public boolean hasType(Project project) {
        return findTypeName(project).isPresent();
    }

    /** A project's type; fails as {@link #typeName}. */
    public ProjectType type(Project project) {
        return types.get(typeName(project));
    }

    /**
     * All that the texts of a project's type may name.
     *
     * @throws Permanent when a parameter has a value that is none of its choices
     */
    public Facts facts(Project project) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("organization", organization);
        more.put("workflow.role", workflowRoleArn);
        if (project.workspace() instanceof StackWorkspace stack) {
            types.unit(stack.key().account(), stack.key().region())
                    .ifPresentOrElse(
                            unit -> more.putAll(unit.facts()),
                            () -> more.put("account.dev", stack.key().account()));
        }
        return type(project).facts(project.facts().and(more), typeName(project));
    }

    /** All repositories of a project, in the order in which they are made. */
    public List<RepositoryPlan> all(Project project) {
        ProjectType type = type(project);
        Facts facts = facts(project);
        return type.repositories().entrySet().stream()
                .filter(each -> isWanted(each.getValue(), facts))
                .map(each -> plan(typeName(project), type, each.getKey(), facts))
                .toList();
    }

    private static boolean isWanted(RepositoryType repository, Facts facts) {
        Map<String, String> parameters = new LinkedHashMap<>();
        repository.when().forEach((parameter, value) -> parameters.put(ProjectType.PARAMETER + parameter, value));
        return facts.match(parameters);
    }

    /** What it takes to fill all repositories when nothing is there. */
    Cost cost(Project project) {
        return all(project).stream().map(RepositoryPlan::cost).reduce(new Cost(0, 0, 0), Cost::plus);
    }

    /** The repository that SMUS made: it trains models. */
    RepositoryPlan build(Project project) {
        return one(project, "build");
    }

    /** Drover's own repository of a project of SMUS: it deploys approved models. */
    RepositoryPlan deploy(Project project) {
        return one(project, "deploy");
    }

    private RepositoryPlan one(Project project, String role) {
        ProjectType type = type(project);
        if (!type.repositories().containsKey(role)) {
            throw new Permanent("Type %s has no repository '%s': add it, or leave the step out."
                    .formatted(typeName(project), role));
        }
        return plan(typeName(project), type, role, facts(project));
    }

    private RepositoryPlan plan(String typeName, ProjectType type, String role, Facts facts) {
        RepositoryType wanted =
                Optional.ofNullable(type.repositories().get(role)).orElseThrow();
        String where = "Type %s, repository %s:".formatted(typeName, role);
        Map<String, String> settings = new LinkedHashMap<>(type.settings());
        settings.putAll(wanted.settings());
        Map<String, String> values = facts.fill(settings, where);
        Map<String, String> secrets = new LinkedHashMap<>(mode == SettingsMode.FILE ? Map.of() : values);
        secrets.putAll(facts.fill(wanted.secrets(), where));
        return new RepositoryPlan(
                name(facts.fill(wanted.name(), where)),
                role,
                wanted.existing(),
                facts.fill(wanted.description(), where),
                Visibility.valueOf(wanted.visibility().name()),
                template(wanted.template(), facts, where),
                filled(secrets),
                filled(facts.fill(wanted.variables(), where)),
                mode == SettingsMode.FILE ? values : Map.of(),
                Protections.of(wanted.environments(), facts, where),
                new RepositoryPlan.Access(
                        facts.fill(wanted.teams(), where),
                        people(wanted.collaborators(), facts, where),
                        wanted.topics(),
                        facts.fill(wanted.properties(), where),
                        wanted.ruleset()));
    }

    /** GitHub takes no empty values: what a project does not have is left out. */
    private static Map<String, String> filled(Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>(values);
        filled.values().removeIf(String::isEmpty);
        return filled;
    }

    private RepositoryName name(String text) {
        return text.contains("/") ? RepositoryName.parse(text) : new RepositoryName(organization, text);
    }

    private static @Nullable TemplatePlace template(@Nullable TemplatePlace wanted, Facts facts, String where) {
        return wanted == null
                ? null
                : new TemplatePlace(
                        wanted.repository() == null ? null : facts.fill(wanted.repository(), where),
                        wanted.branch(),
                        facts.fill(wanted.folder(), where));
    }

    private static Map<String, String> people(Map<String, String> wanted, Facts facts, String where) {
        Map<String, String> people = new LinkedHashMap<>();
        wanted.forEach((login, permission) -> people.put(facts.fill(login, where), permission));
        people.remove("");
        return people;
    }
}
