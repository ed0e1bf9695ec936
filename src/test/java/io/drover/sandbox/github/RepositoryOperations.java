package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Repositories: create, look, change, delete. */
final class RepositoryOperations {
    private final Repositories repositories;
    private final Accounts accounts;
    private final RepositoryJson json;
    private final GitContent content;
    private final Supplier<Account> tokenUser;

    RepositoryOperations(
            Repositories repositories,
            Accounts accounts,
            RepositoryJson json,
            GitContent content,
            Supplier<Account> tokenUser) {
        this.repositories = repositories;
        this.accounts = accounts;
        this.json = json;
        this.content = content;
        this.tokenUser = tokenUser;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/orgs/{org}/repos", "administration=write", this::createInOrganization),
                Route.of("POST", "/user/repos", "administration=write", call -> create(call, tokenUser.get())),
                Route.of("GET", "/repos/{owner}/{repo}", "metadata=read", this::get),
                Route.of("PATCH", "/repos/{owner}/{repo}", "administration=write", this::update),
                Route.of("DELETE", "/repos/{owner}/{repo}", "administration=write", this::delete));
    }

    private Response createInOrganization(RestCall call) throws IOException {
        Optional<Account> owner = accounts.organization(call.variable("org"));
        return owner.isPresent() ? create(call, owner.get()) : Answers.notFound();
    }

    private Response create(RestCall call, Account owner) throws IOException {
        Map<String, JsonNode> properties = new HashMap<>();
        call.body()
                .path("custom_properties")
                .properties()
                .forEach(field -> properties.put(field.getKey(), field.getValue()));
        Optional<Response> unexpected = LabelOperations.unexpected(owner, properties);
        if (unexpected.isPresent()) {
            return unexpected.get();
        }
        Optional<Repository> created = repositories.create(owner, allowedName(call.text("name", "")));
        if (created.isEmpty()) {
            return Refusals.repositoryExists();
        }
        Repository repository = created.get();
        repository.makePrivate(isPrivate(call.body(), false));
        repository.describe(call.text("description"));
        repository.homepage(call.text("homepage"));
        LabelOperations.set(repository, properties);
        if (call.body().path("auto_init").asBoolean()) {
            byte[] readme = ("# " + repository.name() + "\n").getBytes(StandardCharsets.UTF_8);
            content.commit(
                    repository,
                    repository.defaultBranch(),
                    Map.of("README.md", new StandInFile(readme, false)),
                    "Initial commit");
        }
        return Answers.json(201, json.full(repository)).with("Location", json.url(repository));
    }

    private Response get(RestCall call) {
        return Answers.json(200, json.full(call.repository()));
    }

    private Response update(RestCall call) throws IOException {
        Repository repository = call.repository();
        JsonNode body = call.body();
        boolean onlyUnarchives = body.has("archived") && !body.get("archived").asBoolean();
        if (repository.archived() && !onlyUnarchives) {
            return Answers.error(403, "Repository was archived so is read-only.");
        }
        String branch = call.text("default_branch", repository.defaultBranch());
        if (!branch.equals(repository.defaultBranch())
                && content.head(repository, branch).isEmpty()) {
            return Answers.invalid(
                    "Validation Failed",
                    "Repository",
                    "default_branch",
                    "invalid",
                    "The branch " + branch + " was not found. Please push that ref first or create it via the API.");
        }
        String name = allowedName(call.text("name", repository.name()));
        if (!name.equals(repository.name()) && !repositories.rename(repository, repository.owner(), name)) {
            return Answers.invalid(
                    "Validation Failed", "Repository", "name", "custom", "name already exists on this account");
        }
        if (!branch.equals(repository.defaultBranch())) {
            repository.defaultBranch(branch);
        }
        if (body.has("description")) {
            repository.describe(call.text("description"));
        }
        if (body.has("homepage")) {
            repository.homepage(call.text("homepage"));
        }
        repository.makePrivate(isPrivate(body, repository.isPrivate()));
        repository.archive(body.path("archived").asBoolean(repository.archived()));
        return Answers.json(200, json.full(repository));
    }

    private Response delete(RestCall call) {
        repositories.delete(call.repository());
        return Response.empty(204);
    }

    /** GitHub does not refuse other characters, it replaces them. */
    private static String allowedName(String wanted) {
        return wanted.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static boolean isPrivate(JsonNode body, boolean absent) {
        return body.has("visibility")
                ? !body.get("visibility").asText().equals("public")
                : body.path("private").asBoolean(absent);
    }
}
