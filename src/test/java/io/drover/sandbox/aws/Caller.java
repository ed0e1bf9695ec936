package io.drover.sandbox.aws;

import io.drover.sandbox.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose credentials signed a request, and for which region; the signature itself is not checked.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signed requests</a>
 */
record Caller(String account, String region) {
    /** Whom a request is from that does not say. */
    static final Caller HOME = new Caller(AwsStandIn.ACCOUNT, AwsStandIn.REGION);

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=(\\w+)/\\d{8}/([a-z0-9-]+)/");
    private static final Pattern ASSUMED = Pattern.compile("ASIA(\\d{12})ROLE");

    static Caller of(Request request) {
        String header = request.header("Authorization");
        Matcher credential = CREDENTIAL.matcher(header == null ? "" : header);
        return credential.find() ? new Caller(account(credential.group(1)), credential.group(2)) : HOME;
    }

    /** The key id of temporary credentials, which tells their account. */
    static String accessKey(String account) {
        return "ASIA" + account + "ROLE";
    }

    private static String account(@Nullable String accessKey) {
        Matcher assumed = ASSUMED.matcher(String.valueOf(accessKey));
        return assumed.matches() ? assumed.group(1) : AwsStandIn.ACCOUNT;
    }

    boolean isIn(String otherAccount, String otherRegion) {
        return account.equals(otherAccount) && region.equals(otherRegion);
    }
}
