package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Actions secrets of a repository; a value that the repository's key does not open is refused. */
final class SecretOperations {
    private static final String SECRETS = "/repos/{owner}/{repo}/actions/secrets";
    // https://docs.github.com/en/actions/reference/security/secrets
    private static final int MAX_BYTES = 48 * 1024;

    private final Urls urls;

    SecretOperations(Urls urls) {
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", SECRETS, "secrets=read", this::list),
                Route.of("GET", SECRETS + "/public-key", "secrets=read", this::publicKey),
                Route.of("PUT", SECRETS + "/{secret_name}", "secrets=write", this::put),
                Route.of("DELETE", SECRETS + "/{secret_name}", "secrets=write", this::delete));
    }

    private Response list(RestCall call) {
        List<NamedValue> all = call.repository().secrets().all();
        Page page = Page.of(call, 30, 100);
        ObjectNode body = Answers.object().put("total_count", all.size());
        ArrayNode secrets = body.putArray("secrets");
        page.of(all)
                .forEach(secret -> secrets.addObject()
                        .put("name", secret.name())
                        .put("created_at", secret.createdAt().toString())
                        .put("updated_at", secret.updatedAt().toString()));
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private Response publicKey(RestCall call) {
        RepositoryKey key = call.repository().key();
        return Answers.json(200, Answers.object().put("key_id", key.id()).put("key", key.publicKey()));
    }

    private Response put(RestCall call) {
        Repository repository = call.repository();
        if (!NamedValues.allows(call.variable("secret_name"))) {
            return Answers.error(
                    422,
                    "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_)."
                            + " Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_)."
                            + " Must not start with GITHUB_.");
        }
        if (!call.text("key_id", "").equals(repository.key().id())) {
            return Answers.error(422, "Bad request - the key_id is not the repository's current public key.");
        }
        Optional<String> value = repository.key().open(call.text("encrypted_value", ""));
        if (value.isEmpty()) {
            return Answers.error(
                    422, "Bad request - encrypted_value was not encrypted with the repository's public key.");
        }
        if (value.get().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Answers.error(422, "Secret value is too large: at most 48 KB.");
        }
        return repository.secrets().put(call.variable("secret_name"), value.get())
                ? Answers.json(201, Answers.object())
                : Response.empty(204);
    }

    private Response delete(RestCall call) {
        return call.repository().secrets().remove(call.variable("secret_name"))
                ? Response.empty(204)
                : Answers.notFound();
    }
}
