package io.drover.sandbox.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub's REST API: what every operation has in common, in the order in which GitHub refuses. */
final class RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A route with the variables of one path. */
    private record Match(Route route, Map<String, String> variables) {}

    private final List<Route> routes;
    private final Repositories repositories;
    private final Access access;
    private final RateLimit limit;
    private final Urls urls;
    private final CallLog log;
    private final Violations violations;
    private final CommonHeaders headers;

    RestApi(
            List<Route> routes,
            Repositories repositories,
            Access access,
            RateLimit limit,
            Urls urls,
            CallLog log,
            Violations violations) {
        this.routes = routes;
        this.repositories = repositories;
        this.access = access;
        this.limit = limit;
        this.urls = urls;
        this.log = log;
        this.violations = violations;
        headers = new CommonHeaders(limit);
    }

    Response handle(Request sent) {
        Duration started = log.arrival(sent);
        // HEAD is GET without the body.
        boolean head = sent.method().equals("HEAD");
        String path = repositories.pathByName(sent.path().substring(Urls.API_PATH.length()));
        Request request = new Request(
                head ? "GET" : sent.method(), path, sent.query(), sent.headers(), sent.body(), sent.arrived());
        Optional<Match> match = routes.stream()
                .filter(route -> route.method().equals(request.method()))
                .flatMap(route -> route.match(path).map(variables -> new Match(route, variables)).stream())
                .findFirst();
        Response answer =
                headers.complete(sent, match.map(Match::route), access.grant(sent), guarded(request, match, sent));
        String operation = match.map(found -> found.route().operation()).orElse(request.method() + " " + path);
        log.add(
                "github",
                operation,
                Violations.target(sent),
                !request.method().equals("GET"),
                answer.status(),
                started);
        return head ? new Response(answer.status(), answer.headers(), new byte[0]) : answer;
    }

    private Response guarded(Request request, Optional<Match> match, Request sent) {
        try {
            return answer(request, match, sent);
        } catch (IOException | RuntimeException e) {
            violations.add(sent, List.of("the stand-in failed: " + e));
            return Answers.error(500, "The stand-in failed: " + e);
        }
    }

    private Response answer(Request request, Optional<Match> match, Request sent) throws IOException {
        String agent = request.header("User-Agent");
        if (agent == null || agent.isBlank()) {
            return new Response(
                    403,
                    Map.of("Content-Type", "text/html; charset=utf-8"),
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
                            .getBytes(StandardCharsets.UTF_8));
        }
        String version = request.header("X-GitHub-Api-Version");
        if (version != null && !version.equals("2022-11-28")) {
            violations.add(sent, List.of("X-GitHub-Api-Version '" + version + "' is not on every GitHub"));
            return Answers.error(400, "Version \"" + version + "\" is not a supported API version.");
        }
        boolean byApp = match.filter(found -> found.route().byApp()).isPresent();
        Grant grant = byApp ? Grant.all() : access.grant(request).orElse(null);
        if (grant == null) {
            return Answers.error(401, "Bad credentials");
        }
        boolean free = request.path().equals("/rate_limit");
        if (!free && !limit.take()) {
            return Answers.error(403, "API rate limit exceeded for user ID 1.");
        }
        if (match.isEmpty()) {
            violations.add(sent, List.of("the stand-in has no such operation"));
            return Answers.notFound();
        }
        boolean ofUser = grant.integration() && request.path().matches("/user(/.*)?");
        if (ofUser || !grant.permits(match.get().route().permission())) {
            return Answers.error(403, grant.refusal());
        }
        return answer(new RestCall(sent, match.get().variables(), parse(request), null), request, match.get());
    }

    private Response answer(RestCall call, Request request, Match match) throws IOException {
        Route route = match.route();
        String path = route.pathInContract(match.variables());
        if (route.described()) {
            List<String> findings = Contract.check(request, path);
            violations.add(call.request(), findings);
            if (!findings.isEmpty()) {
                boolean unreadable = request.body().length > 0 && call.body().isMissingNode();
                return unreadable
                        ? Answers.error(400, "Problems parsing JSON")
                        : Answers.error(422, "Invalid request.\n\n" + findings.get(0));
            }
        }
        Response response = onRepository(call, route, match.variables());
        if (route.described()) {
            violations.add(call.request(), Contract.check(request.method(), path, response));
        }
        return response;
    }

    private Response onRepository(RestCall call, Route route, Map<String, String> variables) throws IOException {
        String owner = variables.get("owner");
        String name = variables.get("repo");
        if (owner == null || name == null) {
            return route.handler().handle(call);
        }
        Optional<Repository> former = repositories.findByFormerName(owner, name);
        if (former.isPresent()) {
            return Answers.moved(route.method(), byId(call.request(), former.get()));
        }
        Optional<Repository> found = repositories.find(owner, name).filter(repository -> !repository.hidden());
        if (found.isEmpty()) {
            return Answers.notFound();
        }
        boolean isRepositoryItself = route.template().equals("/repos/{owner}/{repo}");
        if (found.get().archived() && route.writes() && !isRepositoryItself) {
            return Answers.error(403, "Repository was archived so is read-only.");
        }
        return route.handler().handle(new RestCall(call.request(), variables, call.body(), found.get()));
    }

    private String byId(Request sent, Repository repository) {
        String afterName = sent.path()
                .substring(Urls.API_PATH.length())
                .replaceFirst("^/repos/[^/]+/[^/]+", "/repositories/" + repository.id());
        return urls.api() + afterName + (sent.query().isEmpty() ? "" : "?" + sent.query());
    }

    private static JsonNode parse(Request request) {
        try {
            return request.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(request.text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
