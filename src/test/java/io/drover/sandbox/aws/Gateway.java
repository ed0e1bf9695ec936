package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what service and operation a request means, checks both ways against the model, and writes the call log. */
final class Gateway {
    private final List<Service> services;
    private final Refusals refusals;
    private final Violations violations;
    private final CallLog log;

    Gateway(List<Service> services, Refusals refusals, Violations violations, CallLog log) {
        this.services = List.copyOf(services);
        this.refusals = refusals;
        this.violations = violations;
        this.log = log;
    }

    private record Target(Service service, String operation) {}

    Response answer(Request request) {
        Duration started = log.arrival(request);
        String line = request.method() + " " + request.path();
        Optional<Target> target = target(request);
        if (target.isEmpty()) {
            violations.add("request " + line + ": no service of this stand-in is meant");
            log.add("aws", "?", line, false, 404, started);
            return Response.json(404, "{\"message\":\"No service of the AWS stand-in is meant\"}");
        }
        Service service = target.get().service();
        String operation = target.get().operation();
        Response response = answer(service, operation, request);
        log.add(service.system(), operation, line, Service.writes(operation), response.status(), started);
        return response;
    }

    private Optional<Target> target(Request request) {
        String header = request.header("x-amz-target");
        if (header != null && header.contains(".")) {
            int dot = header.lastIndexOf('.');
            return service("targetPrefix", header.substring(0, dot))
                    .map(service -> new Target(service, header.substring(dot + 1)));
        }
        if (request.path().startsWith("/v2/")) {
            return service("protocol", "rest-json")
                    .map(service -> new Target(service, restOperation(service, request)));
        }
        Map<String, String> form = Form.parse(request.text());
        return service("apiVersion", form.getOrDefault("Version", "none"))
                .map(service -> new Target(service, form.getOrDefault("Action", "none")));
    }

    private Optional<Service> service(String key, String value) {
        return services.stream()
                .filter(service -> service.model().metadata(key).equals(value))
                .findFirst();
    }

    private static String restOperation(Service service, Request request) {
        return new RestJsonProtocol(service.model()).operation(request).orElse(request.method() + " " + request.path());
    }

    private Response answer(Service service, String operation, Request request) {
        try {
            return service.protocol().answer(operation, carryOut(service, operation, request));
        } catch (AwsError e) {
            if (!service.mayRefuse(operation, e.code())) {
                violations.add(
                        service.system() + " " + operation + " answer: error " + e.code() + " is not in the model");
            }
            return service.protocol().refusal(e, UUID.randomUUID().toString());
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) { // Else it is being closed.
                violations.add(service.system() + " " + operation + " answer: the stand-in failed: " + e);
            }
            AwsError failure = AwsError.of("InternalFailure", 500, "The stand-in failed: " + e);
            return service.protocol().refusal(failure, UUID.randomUUID().toString());
        }
    }

    private ObjectNode carryOut(Service service, String operation, Request request) {
        Operation carriedOut = service.operations().get(operation);
        if (carriedOut == null) {
            violations.add(service.system() + " " + operation + " request: the stand-in has no such operation");
            throw AwsError.of("UnknownOperationException", "The AWS stand-in has no " + operation);
        }
        AwsError refusal = refusals.next(service, operation);
        if (refusal != null) {
            throw refusal;
        }
        ObjectNode input = input(service, operation, request);
        ObjectNode output = carriedOut.answer(input, Caller.of(request));
        check(service, operation, "answer", service.model().outputShape(operation), output);
        return output;
    }

    private ObjectNode input(Service service, String operation, Request request) {
        ObjectNode input;
        try {
            input = service.protocol().input(request, operation);
        } catch (IllegalArgumentException e) {
            violations.add(service.system() + " " + operation + " request: " + e.getMessage());
            throw AwsError.of(service.codes().invalid(), "The request cannot be read");
        }
        List<String> problems =
                check(service, operation, "request", service.model().inputShape(operation), input);
        if (!problems.isEmpty()) {
            String count = problems.size() + (problems.size() == 1 ? " validation error" : " validation errors");
            throw AwsError.of(service.codes().invalid(), count + " detected: " + String.join("; ", problems));
        }
        return input;
    }

    private List<String> check(Service service, String operation, String side, @Nullable String shape, JsonNode value) {
        List<String> problems = ShapeCheck.problems(service.model(), shape, value);
        problems.forEach(problem -> violations.add(service.system() + " " + operation + " " + side + ": " + problem));
        return problems;
    }
}
