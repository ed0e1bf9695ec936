package io.drover.doctor;

import io.drover.doctor.Usage.Queue;
import io.drover.finding.Finding;
import io.drover.project.AwsRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Compares what Drover's role may do on AWS with what is needed. IAM is asked to evaluate the role's policies; where it may not be, the
 * actions that read without knowing a project are tried. Policies of queues and buses, which may allow more, are not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
final class Permissions {
    private static final String ANYTHING = "*";

    /**
     * What these actions may be limited to, as an example. IAM evaluates an ARN only as it stands: a policy on some resources does not
     * allow the action on all.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html">Actions of SageMaker</a>
     */
    private static final Map<String, String> SAGEMAKER = Map.of(
            "sagemaker:DescribeDomain", "domain/d-example",
            "sagemaker:DescribeSpace", "space/d-example/example",
            "sagemaker:ListTags", "model-package-group/example",
            "sagemaker:ListModelPackages", "model-package/example/1",
            "sagemaker:DescribeModelPackage", "model-package/example/1",
            "sagemaker:UpdateModelPackage", "model-package/example/1");

    private final IamClient iam;
    private final Map<String, Runnable> reads;

    /**
     * @param reads by the action that each needs: calls that change nothing, and whose answer does not matter
     */
    Permissions(IamClient iam, Map<String, Runnable> reads) {
        this.iam = iam;
        this.reads = reads;
    }

    List<Finding> compare(Caller caller, Usage usage) {
        Map<Target, Set<String>> wanted = wanted(caller, usage);
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (caller.principal().isEmpty()) {
            return tried(wanted, "%s is no role whose policies IAM could evaluate.".formatted(caller.arn()));
        }
        try {
            List<Finding> findings = new ArrayList<>();
            String principal = principal(caller);
            wanted.forEach((target, actions) -> findings.addAll(simulated(principal, target, actions)));
            return findings;
        } catch (SdkException e) {
            return tried(
                    wanted,
                    "Allow iam:SimulatePrincipalPolicy and iam:GetRole on %s to have it checked."
                            .formatted(caller.principal().get()));
        }
    }

    /** @param isOptional whether events are worked on without it */
    private record Target(String resource, boolean isOptional) {}

    /** Actions by the resource that they are needed on. The secret is not among them: it is read for real. */
    private static Map<Target, Set<String>> wanted(Caller caller, Usage usage) {
        Map<Target, Set<String>> wanted = new LinkedHashMap<>();
        for (Need need : usage.needs()) {
            for (String action : need.actions()) {
                resources(need, action, caller, usage)
                        .forEach(resource -> wanted.computeIfAbsent(
                                        new Target(resource, need.isOptional()), target -> new LinkedHashSet<>())
                                .add(action));
            }
        }
        return wanted;
    }

    private static Stream<String> resources(Need need, String action, Caller caller, Usage usage) {
        String account = caller.region() + ":" + caller.account();
        return switch (need) {
            case TOKEN -> Stream.empty();
            case FEED, RETRY -> queues(caller, usage.feeds());
            case QUEUE -> queues(caller, usage.queues());
            case DEAD_LETTERS -> queues(caller, usage.targets());
            case EVENT_BUS ->
                usage.buses().stream()
                        .map(bus -> bus.startsWith("arn:")
                                ? bus
                                : "arn:%s:events:%s:event-bus/%s".formatted(caller.partition(), account, bus));
            // As SageMaker Unified Studio names the roles of its projects.
            case BUCKET_ACCESS ->
                Stream.of("arn:%s:iam::%s:role/datazone_usr_role_example"
                        .formatted(caller.partition(), caller.account()));
            default ->
                Stream.of(
                        SAGEMAKER.containsKey(action)
                                ? "arn:%s:sagemaker:%s:%s".formatted(caller.partition(), account, SAGEMAKER.get(action))
                                : ANYTHING);
        };
    }

    /** {@code https://sqs.REGION.amazonaws.com/ACCOUNT/NAME}; of another host, the region in use counts. */
    private static Stream<String> queues(Caller caller, Set<Queue> queues) {
        return queues.stream().map(queue -> {
            String[] parts = queue.url().split("/", -1);
            String[] host = parts[2].split("\\.", -1);
            String region = host.length > 3 && host[0].equals("sqs") ? host[1] : caller.region();
            return "arn:%s:sqs:%s:%s:%s"
                    .formatted(caller.partition(), region, parts[parts.length - 2], parts[parts.length - 1]);
        });
    }

    /** A session does not tell the path of its role. */
    private String principal(Caller caller) {
        String arn = caller.principal().orElseThrow();
        if (caller.roleName().isEmpty()) {
            return arn;
        }
        try {
            return iam.getRole(request -> request.roleName(caller.roleName().get()))
                    .role()
                    .arn();
        } catch (SdkException e) {
            // Most roles have no path.
            return arn;
        }
    }

    private List<Finding> simulated(String principal, Target target, Collection<String> actions) {
        String resource = target.resource();
        List<String> denied = iam
                .simulatePrincipalPolicyPaginator(request ->
                        request.policySourceArn(principal).actionNames(actions).resourceArns(resource))
                .evaluationResults()
                .stream()
                .filter(result -> !isAllowed(result))
                .map(EvaluationResult::evalActionName)
                .toList();
        List<String> allowed =
                actions.stream().filter(action -> !denied.contains(action)).toList();
        List<Finding> findings = new ArrayList<>();
        if (!denied.isEmpty() && target.isOptional()) {
            findings.add(Finding.unchecked(
                    "%s may not do %s on %s, which only looking at dead letters, retry, drop and redrive need."
                            .formatted(principal, String.join(", ", denied), resource),
                    "Add it to its policies, or do these with other credentials."));
        } else if (!denied.isEmpty()) {
            findings.add(Finding.missing(
                    "%s may not do %s on %s.".formatted(principal, String.join(", ", denied), resource),
                    resource.equals(ANYTHING)
                            ? "Add it to its policies. If they allow it on certain resources only, compare these yourself."
                            : "Add it to its policies."));
        }
        if (!allowed.isEmpty()) {
            findings.add(Finding.ok("IAM allows %s on %s.".formatted(String.join(", ", allowed), resource)));
        }
        return findings;
    }

    private static boolean isAllowed(EvaluationResult result) {
        boolean byOrganization = result.organizationsDecisionDetail() == null
                || result.organizationsDecisionDetail().allowedByOrganizations();
        return result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED && byOrganization;
    }

    private List<Finding> tried(Map<Target, Set<String>> wanted, String remedy) {
        List<Finding> findings = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String action :
                wanted.values().stream().flatMap(Set::stream).distinct().toList()) {
            Runnable read = reads.get(action);
            if (read == null) {
                unknown.add(action);
            } else {
                findings.add(tried(action, read));
            }
        }
        if (!unknown.isEmpty()) {
            findings.add(Finding.unchecked(
                    "Whether Drover may do %s cannot be checked without doing it."
                            .formatted(String.join(", ", unknown)),
                    remedy));
        }
        return findings;
    }

    private static Finding tried(String action, Runnable read) {
        try {
            read.run();
            return Finding.ok("Drover may do %s.".formatted(action));
        } catch (AwsServiceException e) {
            if (AwsRefusal.isDenied(e)) {
                return Finding.missing("Drover may not do %s.".formatted(action), "Allow it to Drover's role.");
            }
            return AwsRefusal.isInvalid(e)
                    ? Finding.ok("Drover may do %s.".formatted(action))
                    : Finding.unchecked("%s: %s".formatted(action, e.getMessage()), "");
        } catch (SdkException e) {
            return Finding.unchecked("%s: %s".formatted(action, e.getMessage()), "");
        }
    }
}
