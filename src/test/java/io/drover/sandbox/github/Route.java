package io.drover.sandbox.github;

import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One REST operation.
 *
 * @param template as in GitHub's documentation; {@code {path}} may span several segments
 * @param permission what a token needs, as in the header X-Accepted-GitHub-Permissions
 * @param described whether it is in the OpenAPI cuts
 * @param byApp whether a GitHub App does it as itself, by JWT; then no token is asked for
 */
record Route(
        String method,
        String template,
        Pattern pattern,
        String permission,
        boolean described,
        boolean byApp,
        Handler handler) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** Carries out an operation whose request kept the contract and whose repository, if it names one, is there. */
    @FunctionalInterface
    interface Handler {
        Response handle(RestCall call) throws IOException;
    }

    static Route of(String method, String template, String permission, Handler handler) {
        return new Route(method, template, compile(template), permission, true, false, handler);
    }

    /** An operation that the OpenAPI cuts leave out: neither its requests nor its answers are checked. */
    static Route undescribed(String method, String template, String permission, Handler handler) {
        return new Route(method, template, compile(template), permission, false, false, handler);
    }

    /** An operation of a GitHub App; its handler checks the JWT. */
    static Route byApp(String method, String template, boolean described, Handler handler) {
        return new Route(method, template, compile(template), "", described, true, handler);
    }

    /** The operation's own name, as the log of calls shows it. */
    String operation() {
        return method + " " + template;
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /** The decoded variables of a path; empty when the path is another one's. */
    Optional<Map<String, String>> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher names = VARIABLE.matcher(template);
        for (int group = 1; names.find(); group++) {
            String encoded = matcher.group(group).replace("+", "%2B");
            variables.put(names.group(1), URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        }
        return Optional.of(variables);
    }

    /** A path that OpenAPI knows, which has no variables of several segments: each is one encoded segment. */
    String pathInContract(Map<String, String> variables) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        URLEncoder.encode(variables.get(variable.group(1)), StandardCharsets.UTF_8)));
    }

    private static Pattern compile(String template) {
        return Pattern.compile(template.replace("{path}", "(.+)").replaceAll("\\{\\w+}", "([^/]+)"));
    }
}
