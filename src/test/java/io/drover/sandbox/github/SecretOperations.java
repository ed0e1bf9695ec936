package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.github.SettingsScope.Kind;
import io.drover.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Actions secrets in every scope; a value that the scope's key does not open is refused. */
final class SecretOperations {
    private static final String LIST = "/secrets";
    private static final String ONE = "/secrets/{secret_name}";
    // https://docs.github.com/en/actions/reference/security/secrets
    private static final int MAX_BYTES = 48 * 1024;

    private final List<SettingsScope> scopes;
    private final Urls urls;

    SecretOperations(List<SettingsScope> scopes, Urls urls) {
        this.scopes = scopes;
        this.urls = urls;
    }

    List<Route> routes() {
        return scopes.stream().flatMap(this::routes).toList();
    }

    private Stream<Route> routes(SettingsScope scope) {
        String read = scope.secrets() + "=read";
        String write = scope.secrets() + "=write";
        boolean repository = scope.is(Kind.REPOSITORY);
        return Stream.of(
                repository
                        ? scope.described("GET", LIST, read, this::list)
                        : scope.undescribed("GET", LIST, read, this::list),
                scope.described("GET", LIST + "/public-key", read, SecretOperations::publicKey),
                scope.described("PUT", ONE, write, SecretOperations::put),
                repository
                        ? scope.described("DELETE", ONE, write, SecretOperations::delete)
                        : scope.undescribed("DELETE", ONE, write, SecretOperations::delete));
    }

    private Response list(RestCall call, SettingsStore store) {
        List<NamedValue> all = store.secrets().all();
        Page page = Page.of(call, 30, 100);
        ObjectNode body = Answers.object().put("total_count", all.size());
        ArrayNode secrets = body.putArray("secrets");
        page.of(all).forEach(secret -> {
            ObjectNode entry = secrets.addObject()
                    .put("name", secret.name())
                    .put("created_at", secret.createdAt().toString())
                    .put("updated_at", secret.updatedAt().toString());
            store.secrets().audience(secret.name()).ifPresent(seen -> entry.put("visibility", seen.visibility()));
        });
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private static Response publicKey(RestCall call, SettingsStore store) {
        SecretsKey key = store.key();
        return Answers.json(200, Answers.object().put("key_id", key.id()).put("key", key.publicKey()));
    }

    private static Response put(RestCall call, SettingsStore store) {
        String name = call.variable("secret_name");
        if (!NamedValues.allows(name)) {
            return Answers.error(
                    422,
                    "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_)."
                            + " Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_)."
                            + " Must not start with GITHUB_.");
        }
        if (!call.text("key_id", "").equals(store.key().id())) {
            return Answers.error(422, "Bad request - the key_id is not the current public key.");
        }
        Optional<String> value = store.key().open(call.text("encrypted_value", ""));
        if (value.isEmpty()) {
            return Answers.error(422, "Bad request - encrypted_value was not encrypted with the public key.");
        }
        if (value.get().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Answers.error(422, "Secret value is too large: at most 48 KB.");
        }
        boolean created = store.secrets().put(name, value.get());
        if (call.body().has("visibility")) {
            store.secrets().show(name, Audience.read(call.body()));
        }
        return created ? Answers.json(201, Answers.object()) : Response.empty(204);
    }

    private static Response delete(RestCall call, SettingsStore store) {
        return store.secrets().remove(call.variable("secret_name")) ? Response.empty(204) : Answers.notFound();
    }
}
