package io.drover.project;

import io.drover.event.ProjectCreated;
import io.drover.event.StackProject;
import io.drover.failure.Permanent;
import io.drover.ledger.ProjectRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sagemaker.model.CfnTemplateProviderDetail;
import software.amazon.awssdk.services.sagemaker.model.DescribeProjectResponse;

/**
 * Projects of SageMaker Projects, made by Service Catalog or from a template in S3: SageMaker says how far a project is (one call), and once
 * it is made its stack tells what its users chose and what it has (one more).
 */
final class StackProjects implements Projects {
    /** Parameter or output of a stack that names the project's type. */
    private static final String TYPE = "ProjectType";

    /** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListProjects.html */
    private static final int MOST_PER_PAGE = 100;

    private static final Set<String> GONE =
            Set.of("CreateFailed", "DeleteInProgress", "DeleteFailed", "DeleteCompleted");

    private final AccountClients clients;
    private final Function<String, Optional<ProjectRequest>> requests;

    /**
     * @param requests what custom resources asked for, by {@code domain/project}
     */
    StackProjects(AccountClients clients, Function<String, Optional<ProjectRequest>> requests) {
        this.clients = clients;
        this.requests = requests;
    }

    @Override
    public Project describe(ProjectCreated created) {
        return describe(
                created,
                new Readiness.Failed(
                        "SageMaker does not know it: it was deleted, or its account needs a reader-role among the accounts of drover.project-types."));
    }

    @Override
    public Project describe(Project project) {
        return describe(project.created(), new Readiness.Gone("SageMaker knows it no more: it was deleted."));
    }

    @Override
    public List<ListedProject> list(String home) {
        String account = StackProject.accountOf(home);
        String region = StackProject.regionOf(home);
        try {
            return clients
                    .sageMaker(account, region)
                    .listProjectsPaginator(request -> request.maxResults(MOST_PER_PAGE))
                    .stream()
                    .flatMap(page -> page.projectSummaryList().stream())
                    .map(each -> new ListedProject(
                            home,
                            each.projectName() + "-" + each.projectId(),
                            each.creationTime(),
                            !GONE.contains(each.projectStatusAsString())))
                    .toList();
        } catch (AwsServiceException e) {
            throw AwsRefusal.isDenied(e)
                    ? new Permanent(
                            "SageMaker does not let Drover list the projects of %s (drover.reconcile.domains): %s. Give Drover's role, or the reader-role of the account, sagemaker:ListProjects."
                                    .formatted(home, e.getMessage()),
                            e)
                    : e;
        }
    }

    private Project describe(ProjectCreated created, Readiness unknown) {
        StackProject key = StackProject.find(created.domainId(), created.projectId())
                .orElseThrow(
                        () -> new Permanent("'%s' is no project of SageMaker Projects.".formatted(created.subject())));
        DescribeProjectResponse answer =
                find(key.account(), key.region(), key.name()).orElse(null);
        return new Project(created, key.name(), answer == null ? unknown : readiness(key, answer));
    }

    /** The project of this name; empty when there is none. */
    Optional<DescribeProjectResponse> find(String account, String region, String name) {
        try {
            return Optional.of(
                    clients.sageMaker(account, region).describeProject(request -> request.projectName(name)));
        } catch (AwsServiceException e) {
            if (AwsRefusal.isDenied(e)) {
                throw new Permanent(
                        "SageMaker does not let Drover see project %s in account %s, region %s: %s. Give Drover's role, or the reader-role of the account, sagemaker:DescribeProject."
                                .formatted(name, account, region, e.getMessage()),
                        e);
            }
            if (AwsRefusal.isInvalid(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Readiness readiness(StackProject key, DescribeProjectResponse project) {
        if (!key.id().equals(project.projectId())) {
            return new Readiness.Gone("It was deleted: the project that is called %s now is %s."
                    .formatted(key.name(), project.projectId()));
        }
        return switch (String.valueOf(project.projectStatusAsString())) {
            case "CreateCompleted", "UpdateCompleted", "UpdateFailed" -> new Readiness.Ready(workspace(key, project));
            case "CreateFailed" -> new Readiness.Failed("SageMaker says CreateFailed: " + reason(project));
            case "DeleteFailed" ->
                new Readiness.Failed(
                        "Its deletion has failed: %s. Delete it once more in SageMaker.".formatted(reason(project)));
            case "DeleteInProgress", "DeleteCompleted" -> new Readiness.Gone("The project is being deleted.");
            default ->
                new Readiness.Waiting("SageMaker prepares the project (%s)".formatted(project.projectStatusAsString()));
        };
    }

    private static String reason(DescribeProjectResponse project) {
        String product = project.serviceCatalogProvisionedProductDetails() == null
                ? null
                : project.serviceCatalogProvisionedProductDetails().provisionedProductStatusMessage();
        return Optional.ofNullable(product)
                .or(() -> template(project)
                        .map(CfnTemplateProviderDetail::stackDetail)
                        .map(stack -> stack.statusMessage()))
                .orElse("no reason given; look at its stack in CloudFormation");
    }

    private StackWorkspace workspace(StackProject key, DescribeProjectResponse project) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Optional<ProjectRequest> request = requests.apply(key.toString());
        request.ifPresent(asked -> parameters.putAll(asked.parameters()));
        if (project.serviceCatalogProvisioningDetails() != null) {
            project.serviceCatalogProvisioningDetails()
                    .provisioningParameters()
                    .forEach(each -> parameters.putIfAbsent(each.key(), each.value()));
        }
        template(project)
                .ifPresent(detail ->
                        detail.parameters().forEach(each -> parameters.putIfAbsent(each.key(), each.value())));
        stack(key, project).ifPresent(stack -> {
            stack.outputs().forEach(each -> parameters.putIfAbsent(each.outputKey(), each.outputValue()));
            stack.parameters().forEach(each -> parameters.putIfAbsent(each.parameterKey(), each.parameterValue()));
        });
        return new StackWorkspace(
                key,
                project.projectArn(),
                project.serviceCatalogProvisioningDetails() == null
                        ? ""
                        : text(project.serviceCatalogProvisioningDetails().productId()),
                template(project).map(detail -> text(detail.templateName())).orElse(""),
                request.map(ProjectRequest::type).or(() -> Optional.ofNullable(parameters.get(TYPE))),
                parameters);
    }

    private static Optional<CfnTemplateProviderDetail> template(DescribeProjectResponse project) {
        return project.templateProviderDetails().stream()
                .map(detail -> detail.cfnTemplateProviderDetail())
                .filter(detail -> detail != null)
                .findFirst();
    }

    /** Service Catalog names a stack after the provisioned product. Without permission to see it the users' own choices have to do. */
    private Optional<Stack> stack(StackProject key, DescribeProjectResponse project) {
        String product = project.serviceCatalogProvisionedProductDetails() == null
                ? null
                : project.serviceCatalogProvisionedProductDetails().provisionedProductId();
        return Optional.ofNullable(product)
                .map(id -> "SC-%s-%s".formatted(key.account(), id))
                .or(() -> template(project)
                        .map(CfnTemplateProviderDetail::stackDetail)
                        .map(detail -> detail.id()))
                .flatMap(name -> stack(key.account(), key.region(), name));
    }

    /**
     * A stack by name or ARN; by its ARN also one that was deleted lately. Empty when there is none, or Drover may not see it.
     */
    Optional<Stack> stack(String account, String region, String name) {
        try {
            return clients
                    .cloudFormation(account, region)
                    .describeStacks(request -> request.stackName(name))
                    .stacks()
                    .stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            // CloudFormation says ValidationError of a stack that is not there.
            if (AwsRefusal.isDenied(e) || AwsRefusal.code(e).equals("ValidationError")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
