package io.drover.sandbox.github;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * GitHub's OpenAPI description, against which requests and answers are checked; read once per JVM, which costs seconds.
 */
final class Contract {
    private static final OpenApiInteractionValidator DOTCOM = load("slice-dotcom-2022-11-28.json");
    private static final OpenApiInteractionValidator SERVER = load("slice-ghes-3.17.json");

    // The description lists only some statuses of an operation; these may come from any (and 409 of a variable is in
    // none).
    private static final Set<Integer> ANYWHERE = Set.of(301, 307, 400, 401, 403, 404, 409, 422);

    private Contract() {}

    /** Reads the description now, so that no first request waits for it. */
    static void prepare() {
        // The static fields are set by the time this runs.
    }

    /**
     * What is wrong with a request, for github.com and for GitHub Enterprise Server.
     *
     * @param path in the form of {@link Route#pathInContract}
     */
    static List<String> check(Request request, String path) {
        // Accept and Content-Type are left out: GitHub takes any.
        SimpleRequest.Builder asked = new SimpleRequest.Builder(request.method(), path);
        RestCall.parameters(request).forEach(asked::withQueryParam);
        if (request.body().length > 0) {
            asked.withContentType("application/json").withBody(request.body());
        }
        List<String> findings = new ArrayList<>();
        add(findings, "github.com", DOTCOM.validateRequest(asked.build()), Contract::comparesTime);
        add(
                findings,
                "GHES 3.17",
                SERVER.validateRequest(asked.build()),
                message -> comparesTime(message) || asksForRunDetails(message));
        return findings;
    }

    /** What is wrong with the stand-in's own answer. */
    static List<String> check(String method, String path, Response response) {
        String type = response.headers().getOrDefault("Content-Type", "");
        if (type.startsWith("application/vnd.github.raw")) {
            // The raw form of contents is GitHub's own media type, which the description does not list.
            return List.of();
        }
        SimpleResponse.Builder answered = SimpleResponse.Builder.status(response.status());
        response.headers().forEach(answered::withHeader);
        if (response.body().length > 0) {
            answered.withBody(response.body());
        }
        List<String> findings = new ArrayList<>();
        ValidationReport report = DOTCOM.validateResponse(
                path, com.atlassian.oai.validator.model.Request.Method.valueOf(method), answered.build());
        add(findings, "own answer " + response.status(), report, message -> isFalseAlarm(message, response.status()));
        return findings;
    }

    /**
     * {@code created} takes GitHub's search syntax, say {@code >=2026-01-05T10:00:00Z}, though its form is described as one time:
     * https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
     */
    private static boolean comparesTime(ValidationReport.Message message) {
        return message.getKey().equals("validation.request.parameter.schema.format.date-time")
                && message.getMessage().contains("\">=");
    }

    /** Only by asking does a client find out whether a server tells the run of a dispatch; the refusal is the operation's to say. */
    private static boolean asksForRunDetails(ValidationReport.Message message) {
        return message.getKey().equals("validation.request.body.schema.additionalProperties")
                && message.getMessage().endsWith("[\"return_run_details\"]");
    }

    private static boolean isFalseAlarm(ValidationReport.Message message, int status) {
        if (message.getKey().equals("validation.response.status.unknown")) {
            return ANYWHERE.contains(status);
        }
        if (status >= 400 && message.getKey().equals("validation.response.body.unexpected")) {
            // Errors have a body everywhere, also where the description gives them none.
            return true;
        }
        // Bodies of errors say their status, though the description's validation-error does not name the field.
        return status >= 400
                && message.getKey().equals("validation.response.body.schema.additionalProperties")
                && message.getMessage().endsWith("[\"status\"]");
    }

    private static void add(
            List<String> findings, String where, ValidationReport report, Predicate<ValidationReport.Message> ignored) {
        for (ValidationReport.Message message : report.getMessages()) {
            if (message.getLevel() == ValidationReport.Level.ERROR && !ignored.test(message)) {
                findings.add("%s (%s, %s)".formatted(message.getMessage(), where, message.getKey()));
            }
        }
    }

    private static OpenApiInteractionValidator load(String cut) {
        try (InputStream file = Contract.class.getResourceAsStream("/contracts/github/" + cut)) {
            if (file == null) {
                throw new IllegalStateException("contracts/github/" + cut + " is not in the test resources");
            }
            JsonNode description = new ObjectMapper().readTree(file);
            // The validator refuses discriminators of fields that are not required everywhere; oneOf says the same.
            description.findParents("discriminator").forEach(parent -> ((ObjectNode) parent).remove("discriminator"));
            // The permission for Actions variables is the one that GitHub's list of an app's permissions leaves out.
            ((ObjectNode) description.at("/components/schemas/app-permissions/properties"))
                    .putObject("actions_variables")
                    .put("type", "string");
            return OpenApiInteractionValidator.createForInlineApiSpecification(description.toString())
                    .withBasePathOverride("/")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
