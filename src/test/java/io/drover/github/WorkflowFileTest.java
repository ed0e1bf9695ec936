package io.drover.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Permanent;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowFileTest {
    @Test
    void namesStandInTheOrderOfTheFile() {
        assertThat(names("""
                        name: Deploy
                        on:
                          push:
                          workflow_dispatch:
                            inputs:
                              model:
                                type: string
                              level:
                              1:
                        """)).containsExactly("model", "level", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: workflow_dispatch",
                "on: [push, workflow_dispatch]",
                "'on':\n  push:\n  workflow_dispatch:",
                "on:\n  workflow_dispatch: {}",
                "on:\n  workflow_dispatch:\n    inputs:"
            })
    void aTriggerWithoutInputsDeclaresNone(String workflow) {
        assertThat(names(workflow)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: x", "on: push", "on: [push]", "on:\n  push:", "on:"})
    void aWorkflowWithoutTheTriggerIsPermanent(String workflow) {
        assertThatThrownBy(() -> names(workflow))
                .isInstanceOf(Permanent.class)
                .hasMessage(
                        "deploy.yml of acme/churn has no workflow_dispatch trigger: add it below 'on' of the workflow.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a list",
                "on: {workflow_dispatch",
                "on: *nothing",
                "on:\n  workflow_dispatch: text",
                "on:\n  workflow_dispatch:\n    inputs: [model]"
            })
    void aFileInAnotherFormIsPermanent(String workflow) {
        assertThatThrownBy(() -> names(workflow))
                .isInstanceOf(Permanent.class)
                .hasMessageStartingWith("deploy.yml of acme/churn ")
                .hasMessageContaining(": correct ");
    }

    private static Set<String> names(String workflow) {
        return WorkflowFile.read(workflow.getBytes(UTF_8), "deploy.yml of acme/churn")
                .inputs();
    }
}
