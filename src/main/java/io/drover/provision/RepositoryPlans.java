package io.drover.provision;

import io.drover.github.Cost;
import io.drover.github.RepositoryName;
import io.drover.project.Project;
import io.drover.project.ProjectNames;
import io.drover.project.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decides what the repositories of a project are to have. Pure. */
public final class RepositoryPlans {
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
     * @param organization login of the organization or user that owns the deploy repositories
     * @param workflowRoleArn the role that workflows assume by OIDC
     */
    public RepositoryPlans(String organization, String workflowRoleArn, SettingsMode mode) {
        this.organization = organization;
        this.workflowRoleArn = workflowRoleArn;
        this.mode = mode;
    }

    /** What it takes to fill both repositories when nothing is there. */
    Cost cost(Project project) {
        return build(project).cost().plus(deploy(project).cost());
    }

    /** The repository that SMUS made: it trains models. */
    RepositoryPlan build(Project project) {
        return plan(
                RepositoryName.parse(project.workspace().buildRepository()),
                "build",
                "",
                settings(project),
                Map.of("TRIGGER_PIPELINE_EXECUTION", "false"));
    }

    /** Drover's own repository of the project: it deploys approved models. */
    RepositoryPlan deploy(Project project) {
        Map<String, String> settings = settings(project);
        settings.put("DEPLOY_ACCOUNT", project.workspace().deployAccount());
        return plan(
                ProjectNames.deployRepository(organization, project.domainId(), project.id()),
                "deploy",
                "Deploys the models of SageMaker project %s in domain %s. Made by Drover."
                        .formatted(project.id(), project.domainId()),
                settings,
                Map.of());
    }

    private RepositoryPlan plan(
            RepositoryName name,
            String role,
            String description,
            Map<String, String> settings,
            Map<String, String> variables) {
        boolean inFile = mode == SettingsMode.FILE;
        return new RepositoryPlan(
                name, role, description, inFile ? Map.of() : settings, variables, inFile ? settings : Map.of());
    }

    private Map<String, String> settings(Project project) {
        Workspace workspace = project.workspace();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SAGEMAKER_DOMAIN_ARN", workspace.sageMakerDomainArn());
        settings.put("SAGEMAKER_SPACE_ARN", workspace.spaceArn());
        settings.put("SAGEMAKER_PIPELINE_ROLE_ARN", workspace.executionRoleArn());
        settings.put("OIDC_ROLE_GITHUB_WORKFLOW", workflowRoleArn);
        settings.put("SAGEMAKER_PROJECT_NAME", project.name());
        settings.put("SAGEMAKER_PROJECT_ID", project.id());
        settings.put("AMAZON_DATAZONE_DOMAIN", project.domainId());
        settings.put("AMAZON_DATAZONE_SCOPENAME", workspace.domainUnitId());
        settings.put("AMAZON_DATAZONE_PROJECT", project.id());
        settings.put("REGION", workspace.region());
        settings.put("ARTIFACT_BUCKET", workspace.artifactBucket());
        settings.put("MODEL_PACKAGE_GROUP_NAME", ProjectNames.modelGroup(project.id()));
        // Placeholders that the data scientists correct.
        settings.put("GLUE_DATABASE", "glue_db");
        settings.put("GLUE_TABLE", "abalone");
        return settings;
    }
}
