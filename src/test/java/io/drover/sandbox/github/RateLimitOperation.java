package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.List;

/** How much of the hour's requests is left; asking costs nothing. */
final class RateLimitOperation {
    private final RateLimit limit;

    RateLimitOperation(RateLimit limit) {
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/rate_limit", "", this::get));
    }

    private Response get(RestCall call) {
        ObjectNode body = Answers.object();
        ObjectNode resources = body.putObject("resources");
        resources.set("core", limit.json());
        resources.set("search", limit.json());
        body.set("rate", limit.json());
        return Answers.json(200, body);
    }
}
