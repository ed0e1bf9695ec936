package io.drover.sandbox;

import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.github.Limits;
import io.drover.sandbox.github.Outages;
import io.drover.sandbox.github.Refusals;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One way in which GitHub fails.
 *
 * @param asked how long nobody may ask anything of REST after it; zero when it asks for no pause
 * @param kind what goes wrong with a request; empty when this cannot happen to it
 */
record GitHubFault(String name, Duration asked, Kind kind) {
    /** Longer than Drover waits, see {@link FaultMatrix}. */
    private static final Duration LATE = Duration.ofMillis(1500);

    private static final int SECONDS = 60;
    private static final Duration MINUTE = Duration.ofSeconds(SECONDS);
    private static final Pattern OF_REPOSITORY = Pattern.compile("/api/v3/repos/([^/]+/[^/]+)(/.*)?");

    @FunctionalInterface
    interface Kind {
        Optional<Fault> of(Request request, FastGitHub gitHub);
    }

    /** All that can happen to a request of REST. */
    static List<GitHubFault> ofRest() {
        return Stream.of(limits(), outages(), moves(), refusals())
                .flatMap(List::stream)
                .toList();
    }

    /** All that can happen to a request of git. */
    static List<GitHubFault> ofGit() {
        return List.of(
                always("git 500", () -> Fault.instead(Outages.internalError())),
                always("git 503", () -> Fault.instead(Outages.unavailable())),
                always("git reset before", Fault::cutBefore),
                always("git reset after", Fault::cutAfter));
    }

    private static List<GitHubFault> limits() {
        return List.of(
                limit("429 with seconds", () -> Limits.tooManyRequests(SECONDS)),
                new GitHubFault(
                        "429 with a date",
                        MINUTE,
                        (request, gitHub) -> Optional.of(
                                // The header shows whole seconds.
                                Fault.instead(Limits.tooManyRequests(
                                        gitHub.time().instant().plus(MINUTE).plusSeconds(1))))),
                limit("429 without a time", Limits::tooManyRequests),
                limit("403 secondary with seconds", () -> Limits.secondary(SECONDS)),
                limit("403 secondary by its text", Limits::secondaryByText),
                limit("403 secondary by its header", Limits::secondaryByHeader),
                new GitHubFault(
                        "403 primary",
                        MINUTE,
                        (request, gitHub) -> Optional.of(Fault.instead(Limits.primary(
                                gitHub.time().instant().plus(MINUTE).plusSeconds(1))))));
    }

    private static List<GitHubFault> outages() {
        return List.of(
                always("500", () -> Fault.instead(Outages.internalError())),
                always("502", () -> Fault.instead(Outages.badGateway())),
                always("502 afterwards", () -> Fault.insteadAfter(Outages.badGateway())),
                always("503", () -> Fault.instead(Outages.unavailable())),
                always("504", () -> Fault.instead(Outages.gatewayTimeout())),
                always("504 afterwards", () -> Fault.insteadAfter(Outages.gatewayTimeout())),
                always("reset before", Fault::cutBefore),
                always("reset after", Fault::cutAfter),
                always("half an answer before", () -> Fault.halfBefore(Outages.badGateway())),
                always("half an answer after", Fault::halfAfter),
                always("slow answer", () -> Fault.slow(LATE)));
    }

    private static List<GitHubFault> moves() {
        return Stream.of(301, 302, 307)
                .map(status -> ofRepository(
                        status + " after a rename",
                        (standIn, repository, rest) -> Optional.of(Fault.instead(Refusals.moved(
                                status, standIn.apiUrl() + "/repositories/" + standIn.id(repository) + rest)))))
                .toList();
    }

    private static List<GitHubFault> refusals() {
        return List.of(
                always("401 once", () -> Fault.instead(Refusals.badCredentials())),
                ofNew("404 right after creation", ".*", Refusals::notFound),
                // Of a variable it means that it is there.
                ofNew("409 right after creation", ".*(?<!/variables)", Refusals::emptyRepository),
                ofPost("409 of an existing variable", "/actions/variables", Refusals::variableExists),
                ofPost(
                        "422 of an existing repository",
                        "/orgs/" + FastGitHub.ORGANIZATION + "/repos",
                        Refusals::repositoryExists));
    }

    private static GitHubFault always(String name, Supplier<Fault> fault) {
        return new GitHubFault(name, Duration.ZERO, (request, gitHub) -> Optional.of(fault.get()));
    }

    private static GitHubFault limit(String name, Supplier<Response> answer) {
        return new GitHubFault(name, MINUTE, (request, gitHub) -> Optional.of(Fault.instead(answer.get())));
    }

    @FunctionalInterface
    private interface RepositoryKind {
        /**
         * @param repository one that is there
         * @param rest of the address after the repository, with its query
         */
        Optional<Fault> of(GitHubStandIn standIn, String repository, String rest);
    }

    private static GitHubFault ofRepository(String name, RepositoryKind kind) {
        return new GitHubFault(name, Duration.ZERO, (request, gitHub) -> {
            Matcher path = OF_REPOSITORY.matcher(request.path());
            if (!path.matches() || !gitHub.standIn().repositories().contains(path.group(1))) {
                return Optional.empty();
            }
            String rest = path.group(2) == null ? "" : path.group(2);
            String query = request.query().isEmpty() ? "" : "?" + request.query();
            return kind.of(gitHub.standIn(), path.group(1), rest + query);
        });
    }

    /** While the repository has no content. */
    private static GitHubFault ofNew(String name, String address, Supplier<Response> answer) {
        return ofRepository(
                name,
                (standIn, repository, rest) -> rest.matches(address)
                                && standIn.commits(repository, "main").isEmpty()
                        ? Optional.of(Fault.instead(answer.get()))
                        : Optional.empty());
    }

    /** As if somebody else had made it a moment ago. */
    private static GitHubFault ofPost(String name, String end, Supplier<Response> answer) {
        return new GitHubFault(
                name,
                Duration.ZERO,
                (request, gitHub) ->
                        request.method().equals("POST") && request.path().endsWith(end)
                                ? Optional.of(Fault.insteadAfter(answer.get()))
                                : Optional.empty());
    }
}
