package io.drover.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectEnvTest {

    @Test
    void eachSettingIsALineInTheGivenOrderBelowAComment() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("REGION", "eu-central-1");
        settings.put("ARTIFACT_BUCKET", "artifacts");

        List<String> lines = lines(settings);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("# ");
        assertThat(lines.subList(1, 3)).containsExactly("REGION=eu-central-1", "ARTIFACT_BUCKET=artifacts");
    }

    @Test
    void aValueIsWrittenAsItIsEvenWithEqualsSignsQuotesAndDelimiters() {
        assertThat(lines(Map.of("SAGEMAKER_PROJECT_NAME", "a=b<<EOF \"c\" $HOME é")))
                .contains("SAGEMAKER_PROJECT_NAME=a=b<<EOF \"c\" $HOME é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n\n", "\f", "\u000b", "\u0085", "\u2028", "\u2029", "\u0000\n"})
    void noValueStartsASecondVariable(String lineBreak) {
        assertThat(lines(Map.of("SAGEMAKER_PROJECT_NAME", "churn" + lineBreak + "REGION=elsewhere")))
                .hasSize(2)
                .contains("SAGEMAKER_PROJECT_NAME=churn REGION=elsewhere");
    }

    private static List<String> lines(Map<String, String> settings) {
        return List.of(new String(ProjectEnv.bytes(settings), UTF_8).split("\\R"));
    }
}
