package io.drover.provision;

import io.drover.github.RepositoryName;
import io.drover.project.Project;
import io.drover.project.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decides what the repositories of a project are to have. Pure. */
public final class RepositoryPlans {
    private final String organization;
    private final String workflowRoleArn;

    /**
     * @param organization login of the organization or user that owns the deploy repositories
     * @param workflowRoleArn the role that workflows assume by OIDC
     */
    public RepositoryPlans(String organization, String workflowRoleArn) {
        this.organization = organization;
        this.workflowRoleArn = workflowRoleArn;
    }

    /** The repository that SMUS made: it trains models. */
    RepositoryPlan build(Project project) {
        return new RepositoryPlan(
                RepositoryName.parse(project.workspace().buildRepository()),
                "build",
                "",
                secrets(project),
                Map.of("TRIGGER_PIPELINE_EXECUTION", "false"));
    }

    /** Drover's own repository of the project: it deploys approved models. */
    RepositoryPlan deploy(Project project) {
        Map<String, String> secrets = secrets(project);
        secrets.put("DEPLOY_ACCOUNT", project.workspace().deployAccount());
        return new RepositoryPlan(
                new RepositoryName(organization, "%s-%s-deploy-repo".formatted(project.id(), project.domainId())),
                "deploy",
                "Deploys the models of SageMaker project %s in domain %s. Made by Drover."
                        .formatted(project.id(), project.domainId()),
                secrets,
                Map.of());
    }

    private Map<String, String> secrets(Project project) {
        Workspace workspace = project.workspace();
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("SAGEMAKER_DOMAIN_ARN", workspace.sageMakerDomainArn());
        secrets.put("SAGEMAKER_SPACE_ARN", workspace.spaceArn());
        secrets.put("SAGEMAKER_PIPELINE_ROLE_ARN", workspace.executionRoleArn());
        secrets.put("OIDC_ROLE_GITHUB_WORKFLOW", workflowRoleArn);
        secrets.put("SAGEMAKER_PROJECT_NAME", project.name());
        secrets.put("SAGEMAKER_PROJECT_ID", project.id());
        secrets.put("AMAZON_DATAZONE_DOMAIN", project.domainId());
        secrets.put("AMAZON_DATAZONE_SCOPENAME", workspace.domainUnitId());
        secrets.put("AMAZON_DATAZONE_PROJECT", project.id());
        secrets.put("REGION", workspace.region());
        secrets.put("ARTIFACT_BUCKET", workspace.artifactBucket());
        secrets.put("MODEL_PACKAGE_GROUP_NAME", "aiops-%s-models".formatted(project.id()));
        // Placeholders that the data scientists correct.
        secrets.put("GLUE_DATABASE", "glue_db");
        secrets.put("GLUE_TABLE", "abalone");
        return secrets;
    }
}
