package io.drover.doctor;

import io.drover.finding.Finding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Looks at the role that workflows assume. Drover only passes its ARN on, so nothing about it hinders Drover. */
final class WorkflowRole {
    /**
     * GitHub Enterprise has providers of its own.
     *
     * @see <a href="https://docs.github.com/en/actions/concepts/security/openid-connect">OpenID Connect</a>
     */
    private static final String PROVIDER = "token.actions.githubusercontent.com";

    private final IamClient iam;

    WorkflowRole(IamClient iam) {
        this.iam = iam;
    }

    List<Finding> look(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        try {
            String trust = URLDecoder.decode(
                    iam.getRole(request -> request.roleName(name)).role().assumeRolePolicyDocument(),
                    StandardCharsets.UTF_8);
            return List.of(
                    trust.contains(PROVIDER)
                            ? Finding.ok("Role %s for workflows trusts GitHub (%s).".formatted(name, PROVIDER))
                            : Finding.unchecked(
                                    "Role %s for workflows does not trust https://%s.".formatted(name, PROVIDER),
                                    "Unless your GitHub Enterprise has another OIDC provider: correct the role's trust policy."));
        } catch (NoSuchEntityException e) {
            return List.of(Finding.unchecked(
                    "There is no role %s for workflows in this account.".formatted(name),
                    "Make it, or correct drover.workflow-role-arn, unless it is another account's."));
        } catch (SdkException e) {
            return List.of(Finding.unchecked(
                    "Role %s for workflows cannot be looked at.".formatted(name),
                    "Allow iam:GetRole on it; only this check uses it."));
        }
    }
}
