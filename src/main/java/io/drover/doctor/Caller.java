package io.drover.doctor;

import io.drover.failure.Foreign;
import io.drover.finding.Finding;
import io.drover.project.AwsRefusal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who Drover is on AWS.
 *
 * @param arn of a user, or of the session of a role
 */
record Caller(String arn, String account, String region) {
    private static final Pattern SESSION = Pattern.compile("arn:([a-z-]+):sts::(\\d+):assumed-role/([^/]+)/.+");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> REFUSED =
            Set.of("InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException");

    /**
     * @param caller empty when it is not known
     * @param hasCredentials whether asking AWS for more makes sense
     */
    record Identity(Finding finding, Optional<Caller> caller, boolean hasCredentials) {}

    static Identity find(StsClient sts) {
        try {
            GetCallerIdentityResponse answer = sts.getCallerIdentity();
            var caller = new Caller(
                    answer.arn(),
                    answer.account(),
                    sts.serviceClientConfiguration().region().id());
            return new Identity(
                    Finding.ok("Drover is %s, in %s.".formatted(caller.arn, caller.region)), Optional.of(caller), true);
        } catch (SdkException e) {
            return without(e);
        }
    }

    private static Identity without(SdkException e) {
        String code = e instanceof AwsServiceException refusal ? AwsRefusal.code(refusal) : "";
        String said = Foreign.oneLine(String.valueOf(e.getMessage()));
        if (EXPIRED.contains(code)) {
            return new Identity(
                    Finding.missing(
                            "The AWS credentials have expired (%s).".formatted(code),
                            "Get new ones: log on again, or renew the session token."),
                    Optional.empty(),
                    false);
        }
        if (REFUSED.contains(code)) {
            return new Identity(
                    Finding.missing(
                            "AWS refuses the credentials (%s).".formatted(code),
                            "Correct AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile in use; and this machine's clock."),
                    Optional.empty(),
                    false);
        }
        if (e instanceof SdkClientException && said.contains("Unable to load credentials")) {
            return new Identity(
                    Finding.missing(
                            "There are no AWS credentials.",
                            "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run Drover where it is given a role."),
                    Optional.empty(),
                    false);
        }
        return new Identity(
                Finding.unchecked("Who Drover is on AWS cannot be told: " + said, "Drover works without AWS STS."),
                Optional.empty(),
                true);
    }

    /** {@code aws}, {@code aws-cn}, … */
    String partition() {
        return arn.split(":", 3)[1];
    }

    /** Of the role in use; empty for a user. */
    Optional<String> roleName() {
        return Optional.of(SESSION.matcher(arn)).filter(Matcher::matches).map(session -> session.group(3));
    }

    /** The role or user whose policies count; of a role with a path, it is not quite its ARN. */
    Optional<String> principal() {
        return roleName()
                .map(name -> "arn:%s:iam::%s:role/%s".formatted(partition(), account, name))
                .or(() -> Optional.of(arn).filter(user -> user.contains(":user/")));
    }
}
