package io.drover.project;

import io.drover.failure.Permanent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Bucket access as an inline policy of the execution role: read first, written only when it differs. */
final class IamBucketAccess implements BucketAccess {
    private final IamClient iam;

    IamBucketAccess(IamClient iam) {
        this.iam = iam;
    }

    @Override
    public void ensure(Project project) {
        Wanted wanted = wanted(project);
        asking(wanted.role(), () -> {
            if (!isThere(wanted)) {
                iam.putRolePolicy(request -> request.roleName(wanted.role())
                        .policyName(ArtifactPolicy.NAME)
                        .policyDocument(wanted.document()));
            }
            return true;
        });
    }

    @Override
    public List<String> differences(Project project) {
        Wanted wanted = wanted(project);
        return asking(wanted.role(), () -> isThere(wanted))
                ? List.of()
                : List.of("Role %s has no policy %s, or another one than it should have."
                        .formatted(wanted.role(), ArtifactPolicy.NAME));
    }

    /** The policy's document for a role. */
    private record Wanted(String role, String document) {}

    private static Wanted wanted(Project project) {
        StudioWorkspace workspace = project.studioWorkspace();
        Arn role = Arn.fromString(workspace.executionRoleArn());
        String resource = role.resourceAsString();
        String defaultBucket =
                "sagemaker-%s-%s".formatted(workspace.region(), role.accountId().orElse(""));
        return new Wanted(
                resource.substring(resource.lastIndexOf('/') + 1),
                ArtifactPolicy.document(workspace.artifactBucket(), defaultBucket));
    }

    private boolean isThere(Wanted wanted) {
        return ArtifactPolicy.same(current(wanted.role()), wanted.document());
    }

    private static boolean asking(String role, BooleanSupplier call) {
        try {
            return call.getAsBoolean();
        } catch (IamException e) {
            if (e.statusCode() == 403 || e.statusCode() == 404) {
                throw new Permanent(
                        "IAM refuses the policy %s on role %s: %s. Give Drover's role iam:GetRolePolicy and iam:PutRolePolicy on it."
                                .formatted(ArtifactPolicy.NAME, role, e.getMessage()),
                        e);
            }
            throw e;
        }
    }

    private String current(String roleName) {
        try {
            String encoded = iam.getRolePolicy(
                            request -> request.roleName(roleName).policyName(ArtifactPolicy.NAME))
                    .policyDocument();
            // IAM answers the document URL-encoded:
            // https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (NoSuchEntityException e) {
            return "";
        }
    }
}
