package io.drover.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.console.Links.Link;
import io.drover.ledger.RepositoryOrigin;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void aTemplateIsShownAsItWas() {
        var links = new Links("https://github.com", "eu-central-1");
        var origin = new RepositoryOrigin(
                "acme/churn-build",
                "build",
                "dzd_1",
                "p",
                "acme/templates",
                "main",
                "templates/regression/model_build",
                "a".repeat(40),
                null);

        assertThat(links.repository(origin.repository())).isEqualTo("https://github.com/acme/churn-build");
        assertThat(links.template(origin))
                .isEqualTo("https://github.com/acme/templates/tree/" + "a".repeat(40)
                        + "/templates/regression/model_build");
    }

    @Test
    void aProjectIsShownInTheStudioAndTheConsole() {
        assertThat(new Links("https://github.com", "eu-central-1").aws("dzd_1", "p"))
                .extracting(Link::url)
                .containsExactly(
                        "https://dzd_1.sagemaker.eu-central-1.on.aws/projects/p/overview",
                        "https://eu-central-1.console.aws.amazon.com/datazone/home?region=eu-central-1#/domains/dzd_1",
                        "https://eu-central-1.console.aws.amazon.com/sagemaker/home?region=eu-central-1");
    }

    @Test
    void whereTheConsoleIsElsewhereNoLinkIsBetterThanAWrongOne() {
        assertThat(new Links("https://github.com", "cn-north-1").aws("dzd_1", "p"))
                .isEmpty();
    }
}
