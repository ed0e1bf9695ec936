package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Who a JWT is, judged in GitHub's words. */
final class JwtCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNREADABLE = "A JSON web token could not be decoded";
    private static final int LONGEST_SECONDS = 600;

    private final Apps apps;
    private final Clock clock;

    JwtCheck(Apps apps, Clock clock) {
        this.apps = apps;
        this.clock = clock;
    }

    /** Carries out what only the app itself may do. */
    Response asApp(Request request, Function<RegisteredApp, Response> work) {
        String header = request.headers().getOrDefault("authorization", "");
        String[] parts = header.replaceFirst("^Bearer ", "").split("\\.", -1);
        if (parts.length != 3 || !json(parts[0]).path("alg").asText().equals("RS256")) {
            return Answers.error(401, UNREADABLE);
        }
        JsonNode claims = json(parts[1]);
        String issuer = claims.path("iss").asText();
        Optional<RegisteredApp> app = apps.registered().stream()
                .filter(registered -> registered.isIssuer(issuer))
                .findFirst();
        if (app.isEmpty()) {
            return Answers.error(404, "Integration not found");
        }
        if (!isSigned(app.get(), parts)) {
            return Answers.error(401, UNREADABLE);
        }
        String problem = problem(claims);
        return problem.isEmpty() ? work.apply(app.get()) : Answers.error(401, problem);
    }

    private String problem(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        if (!claims.path("iat").isIntegralNumber() || claims.path("iat").asLong() > now) {
            return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
        }
        if (!claims.path("exp").isIntegralNumber() || claims.path("exp").asLong() <= now) {
            return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
        }
        return claims.path("exp").asLong() > now + LONGEST_SECONDS
                ? "'Expiration time' claim ('exp') is too far in the future"
                : "";
    }

    private static boolean isSigned(RegisteredApp app, String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(app.key());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode json(String encoded) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IOException | IllegalArgumentException e) {
            return JSON.missingNode();
        }
    }
}
