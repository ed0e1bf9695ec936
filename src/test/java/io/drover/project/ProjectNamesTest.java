package io.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNamesTest {
    @Test
    void aModelGroupTellsWhoseItIs() {
        assertThat(ProjectNames.modelGroup("7m2k8fraud")).isEqualTo("aiops-7m2k8fraud-models");
        assertThat(ProjectNames.projectOf("aiops-7m2k8fraud-models")).contains("7m2k8fraud");
        assertThat(ProjectNames.projectOf("aiops-a-models-models")).contains("a-models");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "aiops--models", "aiops-models", "churn", "my-aiops-churn-models", "aiops-churn-models-2"})
    void anyOtherGroupIsNoProjects(String group) {
        assertThat(ProjectNames.projectOf(group)).isEmpty();
    }

    @Test
    void theDeployRepositoryNamesProjectAndDomain() {
        assertThat(ProjectNames.deployRepository("acme", "dzd_1", "7m2k8fraud"))
                .hasToString("acme/7m2k8fraud-dzd_1-deploy-repo");
    }
}
