package io.drover.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.event.ProjectCreated;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.Cost;
import io.drover.github.RepositoryName;
import io.drover.project.Project;
import io.drover.project.Readiness;
import io.drover.project.StudioWorkspace;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.type.PackagedTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and values as the reference system sets them. */
class RepositoryPlansTest {
    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("SAGEMAKER_DOMAIN_ARN", "arn:aws:sagemaker:us-east-1:111122223333:domain/d-1"),
            Map.entry("SAGEMAKER_SPACE_ARN", "arn:aws:sagemaker:us-east-1:111122223333:space/d-1/default"),
            Map.entry("SAGEMAKER_PIPELINE_ROLE_ARN", "arn:aws:iam::111122223333:role/execution"),
            Map.entry("OIDC_ROLE_GITHUB_WORKFLOW", "arn:aws:iam::111122223333:role/workflow"),
            Map.entry("SAGEMAKER_PROJECT_NAME", "churn"),
            Map.entry("SAGEMAKER_PROJECT_ID", "project2"),
            Map.entry("AMAZON_DATAZONE_DOMAIN", "dzd_1"),
            Map.entry("AMAZON_DATAZONE_SCOPENAME", "unit3"),
            Map.entry("AMAZON_DATAZONE_PROJECT", "project2"),
            Map.entry("REGION", "us-east-1"),
            Map.entry("ARTIFACT_BUCKET", "artifacts"),
            Map.entry("MODEL_PACKAGE_GROUP_NAME", "aiops-project2-models"),
            Map.entry("GLUE_DATABASE", "glue_db"),
            Map.entry("GLUE_TABLE", "abalone"));

    private final RepositoryPlans plans = new RepositoryPlans(
            PackagedTypes.read(), "acme-ml", "arn:aws:iam::111122223333:role/workflow", SettingsMode.SECRETS);
    private final RepositoryPlans inFile = new RepositoryPlans(
            PackagedTypes.read(), "acme-ml", "arn:aws:iam::111122223333:role/workflow", SettingsMode.FILE);

    @Test
    void theBuildRepositoryGets14SecretsAndOneVariable() {
        RepositoryPlan plan = plans.build(ready("acme-ml/churn-build"));

        assertThat(plan.name()).isEqualTo(RepositoryName.parse("acme-ml/churn-build"));
        assertThat(plan.role()).isEqualTo("build");
        assertThat(plan.secrets()).hasSize(14).containsExactlyInAnyOrderEntriesOf(SECRETS);
        assertThat(plan.variables()).containsExactly(Map.entry("TRIGGER_PIPELINE_EXECUTION", "false"));
    }

    @Test
    void theDeployRepositoryGets15SecretsAndNoVariable() {
        Map<String, String> wanted = new LinkedHashMap<>(SECRETS);
        wanted.put("DEPLOY_ACCOUNT", "444455556666");

        RepositoryPlan plan = plans.deploy(ready("acme-ml/churn-build"));

        assertThat(plan.name()).isEqualTo(RepositoryName.parse("acme-ml/project2-dzd_1-deploy-repo"));
        assertThat(plan.role()).isEqualTo("deploy");
        assertThat(plan.secrets()).hasSize(15).containsExactlyInAnyOrderEntriesOf(wanted);
        assertThat(plan.variables()).isEmpty();
    }

    @Test
    void theSameValuesStandInTheFileInsteadWhenAsked() {
        Project project = ready("acme-ml/churn-build");

        assertThat(inFile.build(project).settings())
                .isEqualTo(plans.build(project).secrets());
        assertThat(inFile.deploy(project).settings())
                .isEqualTo(plans.deploy(project).secrets());
        assertThat(inFile.build(project).secrets()).isEmpty();
        assertThat(inFile.deploy(project).secrets()).isEmpty();
        // A job's "if" knows variables, not what a step of it loads.
        assertThat(inFile.build(project).variables())
                .isEqualTo(plans.build(project).variables());
    }

    @Test
    void noSettingStandsInAFileWhenTheyAreSecrets() {
        assertThat(plans.build(ready("acme-ml/churn-build")).settings()).isEmpty();
        assertThat(plans.deploy(ready("acme-ml/churn-build")).settings()).isEmpty();
    }

    @Test
    void secretsCostARequestEachAndAFileCostsNone() {
        Project project = ready("acme-ml/churn-build");

        assertThat(plans.cost(project)).isEqualTo(new Cost(5, 30, 1));
        assertThat(inFile.cost(project)).isEqualTo(new Cost(2, 1, 1));
    }

    @Test
    void theDeployRepositorysDescriptionNamesItsProject() {
        assertThat(plans.deploy(ready("acme-ml/churn-build")).description())
                .contains("project2")
                .contains("dzd_1")
                .contains("Made by Drover");
    }

    @Test
    void thePlansOfOneProjectDoNotShareTheirSecrets() {
        Project project = ready("acme-ml/churn-build");

        plans.deploy(project);

        assertThat(plans.build(project).secrets()).doesNotContainKey("DEPLOY_ACCOUNT");
    }

    @Test
    void aPlanAsTextShowsNamesAndNoValue() {
        RepositoryPlan plan = plans.deploy(ready("acme-ml/churn-build"));

        assertThat(plan.toString())
                .contains("SAGEMAKER_DOMAIN_ARN")
                .contains("DEPLOY_ACCOUNT")
                .doesNotContain("arn:", "444455556666", "artifacts", "glue_db", "abalone", "us-east-1");
        assertThat(plans.build(ready("acme-ml/churn-build")).toString())
                .contains("TRIGGER_PIPELINE_EXECUTION")
                .doesNotContain("false");
        assertThat(inFile.deploy(ready("acme-ml/churn-build")).toString())
                .contains("DEPLOY_ACCOUNT")
                .doesNotContain("arn:", "444455556666", "artifacts", "glue_db", "abalone", "us-east-1");
    }

    @Test
    void aBuildRepositoryThatIsNoNameIsPermanent() {
        assertThatThrownBy(() -> plans.build(ready("../x")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("'../x' is no name of a GitHub repository");
    }

    @Test
    void thereIsNoPlanForAProjectThatIsNotReady() {
        var created = new ProjectCreated("dzd_1", "project2", "acme-ml/churn-build", false);

        assertThatThrownBy(() -> plans.build(new Project(created, "churn", new Readiness.Waiting("AWS deploys it"))))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("AWS deploys it");
    }

    private static Project ready(String buildRepository) {
        var workspace = new StudioWorkspace(
                "unit3",
                "Regression",
                buildRepository,
                "444455556666",
                "us-east-1",
                "arn:aws:sagemaker:us-east-1:111122223333:domain/d-1",
                "arn:aws:sagemaker:us-east-1:111122223333:space/d-1/default",
                "arn:aws:iam::111122223333:role/execution",
                "artifacts");
        return new Project(
                new ProjectCreated("dzd_1", "project2", null, false), "churn", new Readiness.Ready(workspace));
    }
}
