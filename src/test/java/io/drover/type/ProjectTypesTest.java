package io.drover.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Permanent;
import io.drover.type.ProjectTypes.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectTypesTest {
    private static final Facts PROJECT = new Facts(Map.of("project.name", "churn", "project.id", "p-abc123def456"));

    @Test
    void thePackagedRegistryHasTheTypesOfAllReplacedSystemsAndNoProblem() {
        assertThat(PackagedTypes.read().types().keySet())
                .containsExactly(
                        "smus",
                        "build-deploy",
                        "existing-repository",
                        "train-and-deploy",
                        "train",
                        "pipeline-promotion",
                        "llm-training");
    }

    @Test
    void eachOfTheEightPipelinesOfLlmTrainingBringsItsFiles() {
        ProjectType llm = PackagedTypes.read().get("llm-training");

        assertThat(llm.choices().get("PipelineType")).hasSize(8);
        assertThat(llm.facts(PROJECT, "llm-training").values()).containsEntry("pipeline.file", "pipeline.py");
        Facts hybrid = PROJECT.and(Map.of("parameter.PipelineType", "advanced-pipeline-scale-hybrid"));
        assertThat(llm.facts(hybrid, "llm-training").values())
                .containsEntry("pipeline.folder", "sm_pipelines_advanced")
                .containsEntry("pipeline.config", "pipeline_scale_hybrid_config.yaml");
    }

    @Test
    void aParameterWithAValueThatIsNoChoiceIsPermanentAndTheChoicesAreListed() {
        ProjectType type = PackagedTypes.read().get("train-and-deploy");
        Facts streaming = PROJECT.and(Map.of("parameter.Inference", "streaming"));

        assertThatThrownBy(() -> type.facts(streaming, "train-and-deploy"))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("'streaming'")
                .hasMessageContaining("real-time, batch");
    }

    @Test
    void aFactThatTheProjectDoesNotHaveIsPermanentAndNamed() {
        assertThatThrownBy(() -> PROJECT.fill("{account.prod}", "Type x, repository y: secret Z"))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("Type x, repository y: secret Z wants {account.prod}");
    }

    @Test
    void theTypeIsFoundByProductOrTemplate() {
        ProjectTypes types = PackagedTypes.of("""
            products: {prod-1: vision}
            templates: {vision: vision}
            types:
              vision:
                repositories: {code: {name: "{project.group}-code"}}
            """).types();

        assertThat(types.find("prod-1", "")).contains("vision");
        assertThat(types.find("", "vision")).contains("vision");
        assertThat(types.find("prod-2", "")).isEmpty();
    }

    @Test
    void productsAndTemplatesThatAwsCannotHaveAreMistakes() {
        assertThat(PackagedTypes.of("""
            products: {"prod 1": vision}
            templates: {vision.yaml: vision}
            types:
              vision:
                repositories: {code: {name: "{project.group}-code"}}
            """).problems())
                .extracting(Problem::pointer)
                .containsExactly("/products/prod 1", "/templates/vision.yaml");
    }

    @Test
    void aTypeOfTheSameNameTakesThePlaceOfThePackagedOne() {
        ProjectTypes own = PackagedTypes.of("""
            types:
              train: {repositories: {code: {name: "{project.group}-code"}}}
              vision: {repositories: {code: {name: "{project.group}-vision"}}}
            """).types();

        ProjectTypes all = PackagedTypes.read().with(own);

        assertThat(all.get("train").repositories()).containsOnlyKeys("code");
        assertThat(all.types()).containsKeys("smus", "vision");
    }

    @Test
    void anAccountTellsItsBusinessUnit() {
        ProjectTypes types = PackagedTypes.of("""
            accounts:
              - {name: retail, region: eu-west-1, dev: "111122223333", preprod: "222233334444", prod: "333344445555"}
              - {name: research, dev: "444455556666"}
            """).types();

        assertThat(types.unit("111122223333", "eu-west-1").orElseThrow().facts())
                .containsEntry("business.unit", "retail")
                .containsEntry("account.prod", "333344445555");
        assertThat(types.unit("111122223333", "us-east-1")).isEmpty();
        assertThat(types.unit("444455556666", "us-east-1").orElseThrow().facts())
                .containsOnlyKeys("business.unit", "account.dev");
    }

    @Test
    void everythingWrongIsToldWithItsPlace() {
        List<Problem> problems =
                PackagedTypes.of("""
            kinds: {}
            accounts: [{name: retail}]
            types:
              vision:
                repositories:
                  code: {name: "{project.nam}-code", teams: [a]}
              sound:
                repositories:
                  code: {name: "{project.nam}-code", when: {Loud: "true"}}
                  more:
                    name: "{project.group}-%s"
                    environments: {production: {prevent-self-review: true}}
                    topix: [a]
              quiet:
                choices: {Loud: {"true": {}}}
                repositories:
                  code: {name: "{project.name}-code", when: {Loud: "true"}}
                  more: {name: "{project.group}-%s", environments: {production: {prevent-self-review: true}}}
                on:
                  ready: {repository: none, workflow: train.yml}
                  image-pushed: {repository: code, workflow: "{image.size}"}
            """.formatted("x".repeat(60), "x".repeat(60))).problems();

        assertThat(problems)
                .extracting(Problem::pointer, Problem::sentence)
                .satisfiesExactlyInAnyOrder(
                        at("/kinds", "'kinds' is not known here"),
                        at("/accounts/0", "12 digits"),
                        at("/types/vision/repositories/code/teams", "Cannot deserialize"),
                        at(
                                "/types/sound/repositories/more/topix",
                                "'topix' is not known here: it may be collaborators"),
                        at("/types/quiet/choices/Loud", "there is no parameter 'Loud'"),
                        at("/types/quiet/repositories/code/name", "no {project.id}"),
                        at("/types/quiet/repositories/code/when/Loud", "there is no parameter 'Loud'"),
                        at("/types/quiet/repositories/more/name", "may have 114 characters, GitHub takes 100"),
                        at("/types/quiet/repositories/more/environments/production", "wants a reviewer"),
                        at("/types/quiet/on/ready/repository", "there is no repository 'none'"),
                        at("/types/quiet/on/image-pushed/workflow", "{image.size} is nothing that Drover knows"),
                        at("/types/quiet/on/image-pushed", "no image is named"));
    }

    private static org.assertj.core.api.ThrowingConsumer<org.assertj.core.groups.Tuple> at(
            String pointer, String sentence) {
        return problem -> {
            assertThat(problem.toList().get(0)).isEqualTo(pointer);
            assertThat((String) problem.toList().get(1)).contains(sentence);
        };
    }
}
