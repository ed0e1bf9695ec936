package io.drover.project;

import io.drover.event.ProjectCreated;
import io.drover.failure.Permanent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.datazone.model.EnvironmentDeploymentDetails;
import software.amazon.awssdk.services.datazone.model.GetProjectResponse;
import software.amazon.awssdk.services.datazone.model.ProjectStatus;
import software.amazon.awssdk.services.datazone.model.ResourceNotFoundException;

/**
 * Projects of SageMaker Unified Studio: DataZone says how far a project is (one call while it deploys), and once it is deployed
 * {@link Workspaces} looks up what it runs on.
 */
final class SageMakerProjects implements Projects {
    /** Source: MaxResults in DataZone's service model. */
    private static final int MOST_PER_PAGE = 50;

    private final DataZoneClient dataZone;
    private final Workspaces workspaces;

    SageMakerProjects(DataZoneClient dataZone, Workspaces workspaces) {
        this.dataZone = dataZone;
        this.workspaces = workspaces;
    }

    @Override
    public Project describe(ProjectCreated created) {
        return describe(
                created,
                created.projectId(),
                new Readiness.Failed(
                        "DataZone does not know it: it was deleted, or Drover runs in another account or region than its domain."));
    }

    @Override
    public Project describe(Project project) {
        return describe(
                project.created(), project.name(), new Readiness.Gone("DataZone knows it no more: it was deleted."));
    }

    private Project describe(ProjectCreated created, String name, Readiness unknown) {
        try {
            GetProjectResponse answer = dataZone.getProject(
                    request -> request.domainIdentifier(created.domainId()).identifier(created.projectId()));
            return new Project(created, answer.name(), readiness(created, answer));
        } catch (ResourceNotFoundException e) {
            return new Project(created, name, unknown);
        } catch (AwsServiceException e) {
            throw AwsRefusal.isDenied(e) ? new Permanent(denial(created, e), e) : e;
        }
    }

    @Override
    public List<ListedProject> list(String domainId) {
        try {
            return dataZone
                    .listProjectsPaginator(
                            request -> request.domainIdentifier(domainId).maxResults(MOST_PER_PAGE))
                    .items()
                    .stream()
                    .map(each -> new ListedProject(
                            domainId,
                            each.id(),
                            each.createdAt(),
                            each.projectStatus() == null || each.projectStatus() == ProjectStatus.ACTIVE))
                    .toList();
        } catch (AwsServiceException e) {
            if (AwsRefusal.isInvalid(e)) {
                throw new Permanent(
                        "DataZone does not list the projects of domain %s: %s. Correct drover.reconcile.domains."
                                .formatted(domainId, e.getMessage()),
                        e);
            }
            throw AwsRefusal.isDenied(e)
                    ? new Permanent(
                            "DataZone does not let Drover list the projects of domain %s: %s. Give Drover's role datazone:ListProjects."
                                    .formatted(domainId, e.getMessage()),
                            e)
                    : e;
        }
    }

    private static String denial(ProjectCreated created, AwsServiceException e) {
        return ("%s does not let Drover see project %s: %s. Give Drover's role the permissions in README.md, section \"Run it\", and make"
                        + " it a member of the project or an owner of its domain unit.")
                .formatted(e.awsErrorDetails().serviceName(), created.subject(), e.getMessage());
    }

    private Readiness readiness(ProjectCreated created, GetProjectResponse project) {
        String status = String.valueOf(project.projectStatusAsString());
        if (status.equals("DELETING")) {
            return new Readiness.Gone("The project is being deleted.");
        }
        if (status.equals("DELETE_FAILED")) {
            return new Readiness.Failed("Its deletion has failed: delete it once more in SageMaker Unified Studio.");
        }
        EnvironmentDeploymentDetails deployment = project.environmentDeploymentDetails();
        String deployed = deployment == null ? "unknown" : String.valueOf(deployment.overallDeploymentStatusAsString());
        return switch (deployed) {
            case "SUCCESSFUL" -> workspaces.find(created, project);
            // There is no plain FAILED:
            // https://docs.aws.amazon.com/datazone/latest/APIReference/API_EnvironmentDeploymentDetails.html
            case "FAILED_VALIDATION", "FAILED_DEPLOYMENT" ->
                new Readiness.Failed("DataZone says %s: %s".formatted(deployed, reasons(project)));
            default -> new Readiness.Waiting("DataZone deploys the project (%s)".formatted(deployed));
        };
    }

    private static String reasons(GetProjectResponse project) {
        Stream<String> ofEnvironments =
                project.environmentDeploymentDetails().environmentFailureReasons().entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(reason ->
                                        "%s: %s %s".formatted(entry.getKey(), text(reason.code()), reason.message())));
        Stream<String> ofProject = project.failureReasons().stream()
                .map(reason -> "%s %s".formatted(text(reason.code()), reason.message()));
        List<String> all = Stream.concat(ofEnvironments, ofProject).toList();
        return all.isEmpty()
                ? "no reason given; look at the project's environments in SageMaker Unified Studio."
                : all.stream().collect(Collectors.joining("; "));
    }

    private static String text(@org.jspecify.annotations.Nullable String code) {
        return code == null ? "" : code;
    }
}
