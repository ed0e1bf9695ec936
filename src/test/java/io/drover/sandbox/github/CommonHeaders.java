package io.drover.sandbox.github;

import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What every REST answer carries: request id, limits, ETag (and so 304), needed permissions, a classic token's scopes. */
final class CommonHeaders {
    private final RateLimit limit;
    private final AtomicLong requests = new AtomicLong();

    CommonHeaders(RateLimit limit) {
        this.limit = limit;
    }

    Response complete(Request request, Optional<Route> route, Optional<Grant> grant, Response answer) {
        Response response = answer;
        if (response.status() == 200 && route.isPresent() && !route.get().writes()) {
            response = tagged(request, response);
        }
        if (response.status() == 403 || response.status() == 404) {
            response = response.with(
                    "X-Accepted-GitHub-Permissions",
                    route.map(Route::permission).orElse(""));
        }
        List<String> scopes = grant.map(Grant::scopes).orElse(null);
        if (scopes != null) {
            response = response.with("X-OAuth-Scopes", String.join(", ", scopes));
        }
        long number = requests.incrementAndGet();
        return limit.stamp(response)
                .with("X-GitHub-Request-Id", "D0C5:%04X:%08X".formatted(number % 0xFFFF, number))
                .with("X-GitHub-Media-Type", "github.v3; format=json")
                .with("X-GitHub-Api-Version-Selected", "2022-11-28");
    }

    private Response tagged(Request request, Response response) {
        Response tagged = response.with("ETag", "W/\"" + hash(response.body()) + "\"");
        String known = request.header("If-None-Match");
        if (known == null || Arrays.stream(known.split(",")).noneMatch(tag -> matches(tag, tagged))) {
            return tagged;
        }
        limit.giveBack();
        Map<String, String> headers = new HashMap<>(tagged.headers());
        headers.remove("Content-Type");
        return new Response(304, Map.copyOf(headers), new byte[0]);
    }

    private static boolean matches(String known, Response tagged) {
        String opaque = known.trim().replaceFirst("^W/", "");
        return opaque.equals("*") || ("W/" + opaque).equals(tagged.headers().get("ETag"));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
