package io.drover.sandbox.crash;

import io.drover.sandbox.github.Limits;
import io.drover.sandbox.github.Outages;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Now and then a request to AWS, GitHub or git is late, cut or refused, before or after it was carried out. */
final class Faults {
    /** One request of so many. */
    private static final int ONE_OF = 25;

    /** Clearly less than a dispatch without an answer is waited for: the request of a dead process is carried out late, too. */
    private static final int LATEST_MILLIS = 400;

    private final Random random;
    private final List<Supplier<Fault>> anywhere;
    private final List<Supplier<Fault>> rest;
    private final List<Supplier<Fault>> aws;

    Faults(Random random) {
        this.random = random;
        anywhere = List.of(
                () -> Fault.slow(Duration.ofMillis(random.nextInt(LATEST_MILLIS))),
                Fault::cutBefore,
                Fault::cutAfter,
                Fault::halfAfter);
        rest = List.of(
                () -> Fault.instead(Outages.internalError()),
                () -> Fault.instead(Outages.unavailable()),
                () -> Fault.insteadAfter(Outages.badGateway()),
                () -> Fault.instead(Limits.secondary(1)));
        aws = List.of(
                () -> Fault.instead(refusal(500, "InternalFailure", "An internal error has occurred")),
                () -> Fault.instead(refusal(503, "ServiceUnavailable", "Try again later")),
                () -> Fault.insteadAfter(refusal(500, "InternalFailure", "An internal error has occurred")),
                () -> Fault.instead(refusal(400, "ThrottlingException", "Rate exceeded")));
    }

    Optional<Fault> next(Request request) {
        if (random.nextInt(ONE_OF) > 0) {
            return Optional.empty();
        }
        List<Supplier<Fault>> kinds =
                request.path().startsWith("/api/v3/") ? rest : request.path().contains(".git/") ? anywhere : aws;
        return Optional.of(oneOf(random.nextBoolean() ? anywhere : kinds));
    }

    private Fault oneOf(List<Supplier<Fault>> kinds) {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    /** In the words of AWS's JSON protocols; those of XML go by the status. */
    private static Response refusal(int status, String code, String message) {
        return Response.json(status, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message))
                .with("x-amzn-ErrorType", code);
    }
}
