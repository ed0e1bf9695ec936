package io.drover.project;

import io.drover.event.ProjectCreated;
import io.drover.event.StackProject;
import io.drover.ledger.ProjectRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** The ports of this package over AWS. */
public final class AwsProjects {
    private AwsProjects() {}

    /** Projects of SageMaker Unified Studio only. */
    public static Projects projects(
            DataZoneClient dataZone, SageMakerClient sageMaker, ResourceGroupsTaggingApiClient tagging) {
        var resources = new ProvisionedResources.Finder(dataZone, tagging);
        return new SageMakerProjects(dataZone, new Workspaces(dataZone, sageMaker, resources));
    }

    /**
     * Projects of both kinds.
     *
     * @param studio of SageMaker Unified Studio
     * @param requests what custom resources asked for, by {@code domain/project}
     */
    public static Projects projects(
            Projects studio, AccountClients clients, Function<String, Optional<ProjectRequest>> requests) {
        var stacks = new StackProjects(clients, requests);
        return new Projects() {
            @Override
            public Project describe(ProjectCreated created) {
                return of(created.domainId()).describe(created);
            }

            @Override
            public Project describe(Project project) {
                return of(project.domainId()).describe(project);
            }

            @Override
            public List<ListedProject> list(String domainId) {
                return of(domainId).list(domainId);
            }

            private Projects of(String domainId) {
                return StackProject.isHome(domainId) ? stacks : studio;
            }
        };
    }

    public static BucketAccess bucketAccess(IamClient iam) {
        return new IamBucketAccess(iam);
    }
}
