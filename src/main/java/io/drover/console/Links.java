package io.drover.console;

import io.drover.event.StackProject;
import io.drover.ledger.RepositoryOrigin;
import java.util.List;

/**
 * The pages of GitHub and AWS that the board leads to: the one place where their addresses are made.
 *
 * @param git what stands before {@code /owner/name}
 * @param region of AWS, where the projects are
 */
public record Links(String git, String region) {
    /**
     * A page for people.
     *
     * @param title what is there
     */
    public record Link(String title, String url) {}

    String repository(String name) {
        return git + "/" + name;
    }

    /** The template as it was at that commit. */
    String template(RepositoryOrigin origin) {
        return "%s/%s/tree/%s/%s".formatted(git, origin.template(), origin.commit(), origin.folder());
    }

    /**
     * The project in SageMaker Unified Studio, its domain and SageMaker in the console; none outside of AWS's public partition, whose
     * consoles are elsewhere.
     *
     * @see <a href="https://github.com/aws/aws-toolkit-vscode/blob/master/packages/core/src/sagemakerunifiedstudio/shared/smusUtils.ts">Domain URL format</a>
     */
    List<Link> aws(String domain, String project) {
        return StackProject.find(domain, project).map(Links::ofStack).orElseGet(() -> ofStudio(domain, project));
    }

    /** SageMaker's pages about projects are within Studio, whose address depends on the user. */
    private static List<Link> ofStack(StackProject project) {
        if (isElsewhere(project.region())) {
            return List.of();
        }
        String console = console(project.region());
        return List.of(
                new Link("AWS console: SageMaker", "%s/sagemaker/home?region=%s".formatted(console, project.region())),
                new Link(
                        "AWS console: stacks",
                        "%s/cloudformation/home?region=%s#/stacks?filteringText=SC-"
                                .formatted(console, project.region())));
    }

    private static String console(String region) {
        return "https://%s.console.aws.amazon.com".formatted(region);
    }

    /** Outside of AWS's public partition. */
    private static boolean isElsewhere(String region) {
        return region.startsWith("cn-") || region.contains("-gov-") || region.contains("-iso");
    }

    private List<Link> ofStudio(String domain, String project) {
        if (isElsewhere(region)) {
            return List.of();
        }
        String console = console(region);
        return List.of(
                new Link(
                        "SageMaker Unified Studio",
                        "https://%s.sagemaker.%s.on.aws/projects/%s/overview".formatted(domain, region, project)),
                new Link(
                        "AWS console: domain",
                        "%s/datazone/home?region=%s#/domains/%s".formatted(console, region, domain)),
                new Link("AWS console: SageMaker", "%s/sagemaker/home?region=%s".formatted(console, region)));
    }
}
