package io.drover.sandbox.github;

import static io.drover.sandbox.github.RestClient.header;
import static io.drover.sandbox.github.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.egit.github.core.RepositoryCommit;
import org.eclipse.egit.github.core.RepositoryId;
import org.eclipse.egit.github.core.client.GitHubClient;
import org.eclipse.egit.github.core.service.CommitService;
import org.eclipse.egit.github.core.service.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubStandInTest {
    private static final String TOKEN = "ghp_valid";

    private final CallLog log = new CallLog();
    private final GitHubStandIn github = new GitHubStandIn(log);
    private final RestClient client = new RestClient(github.apiUrl(), TOKEN);

    @BeforeEach
    void anOrganizationWithOneRepository() {
        github.accept(TOKEN);
        github.organization("acme");
        github.user("jane");
        github.createRepository("acme/build");
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void showsAccountsAsTheContractWantsThem() {
        assertThat(json(client.get("/users/acme")).path("type").asText()).isEqualTo("Organization");
        assertThat(json(client.get("/users/Jane")).path("type").asText()).isEqualTo("User");
        assertThat(json(client.get("/user")).path("login").asText()).isEqualTo("drover-bot");
        assertThat(json(client.get("/orgs/acme")).path("login").asText()).isEqualTo("acme");
        assertThat(client.get("/orgs/jane").statusCode()).isEqualTo(404);
        assertThat(client.get("/users/nobody").statusCode()).isEqualTo(404);

        assertThat(github.violations()).isEmpty();
    }

    @Test
    void createsChangesAndDeletesARepository() {
        String body = "{\"name\":\"deploy\",\"private\":true,\"description\":\"Deploys churn\"}";
        HttpResponse<String> created = client.send("POST", "/orgs/acme/repos", body);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(header(created, "Location")).isEqualTo(github.apiUrl() + "/repos/acme/deploy");
        assertThat(json(created).path("clone_url").asText()).isEqualTo(github.gitUrl() + "/acme/deploy.git");
        assertThat(json(created).path("private").asBoolean()).isTrue();
        assertThat(github.description("acme/deploy")).isEqualTo("Deploys churn");

        HttpResponse<String> changed = client.send("PATCH", "/repos/acme/deploy", "{\"description\":\"Other\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(client.get("/repos/acme/deploy")).path("description").asText())
                .isEqualTo("Other");

        assertThat(client.send("DELETE", "/repos/acme/deploy", "").statusCode()).isEqualTo(204);
        assertThat(client.get("/repos/acme/deploy").statusCode()).isEqualTo(404);
        assertThat(github.repositories()).containsExactly("acme/build");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void createsARepositoryOfTheTokensUser() {
        github.tokenUser("jane");

        HttpResponse<String> created = client.send("POST", "/user/repos", "{\"name\":\"lab\",\"auto_init\":true}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(github.files("jane/lab", "main")).containsOnlyKeys("README.md");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void refusesANameThatIsTaken() {
        HttpResponse<String> answer = client.send("POST", "/orgs/acme/repos", "{\"name\":\"Build\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("message").asText()).isEqualTo("Repository creation failed.");
        assertThat(json(answer).at("/errors/0/message").asText()).isEqualTo("name already exists on this account");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void refusesAWrongTokenAndTakesTheNewOneAfterARotation() {
        github.accept("ghp_rotated");

        HttpResponse<String> refused = client.get("/repos/acme/build");
        HttpResponse<String> allowed = client.get("/repos/acme/build", "Authorization", "token ghp_rotated");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).path("message").asText()).isEqualTo("Bad credentials");
        assertThat(allowed.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesARequestWithoutAUserAgentOrOfAnotherApiVersion() {
        assertThat(client.get("/repos/acme/build", "User-Agent", "").statusCode())
                .isEqualTo(403);
        assertThat(client.get("/repos/acme/build", "X-GitHub-Api-Version", "2026-03-10")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void opensASecretSealedByLibsodium() {
        github.useKey("acme/build", SealedBoxOpenerTest.key());

        assertThat(putSecret("role_arn", SealedBoxOpenerTest.SEALED).statusCode())
                .isEqualTo(201);
        assertThat(putSecret("ROLE_ARN", SealedBoxOpenerTest.SEALED).statusCode())
                .isEqualTo(204);
        assertThat(github.secrets("acme/build")).isEqualTo(Map.of("ROLE_ARN", "s3cret"));
        HttpResponse<String> list = client.get("/repos/acme/build/actions/secrets");
        assertThat(json(list).at("/secrets/0/name").asText()).isEqualTo("ROLE_ARN");
        assertThat(list.body()).doesNotContain("s3cret");
        assertThat(client.send("DELETE", "/repos/acme/build/actions/secrets/ROLE_ARN", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(github.secrets("acme/build")).isEmpty();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void refusesASecretOfAnotherKeyWithoutCallingItAContractViolation() {
        // Sealed by libsodium, but for a key that was rotated away.
        github.useKey("acme/build", SealedBoxOpenerTest.key());
        github.rotateKey("acme/build");
        assertThat(putSecret("A", SealedBoxOpenerTest.SEALED).statusCode()).isEqualTo(422);
        String wrongKey = "{\"encrypted_value\":\"" + SealedBoxOpenerTest.SEALED + "\",\"key_id\":\"1\"}";
        assertThat(client.send("PUT", "/repos/acme/build/actions/secrets/A", wrongKey)
                        .statusCode())
                .isEqualTo(422);

        assertThat(github.secrets("acme/build")).isEmpty();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void recordsASecretInPlaintextAsAViolation() {
        HttpResponse<String> answer =
                client.send("PUT", "/repos/acme/build/actions/secrets/A", "{\"encrypted_value\":\"my password\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(github.violations())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("PUT /api/v3/repos/acme/build/actions/secrets/A: "))
                .anyMatch(line -> line.contains("key_id"))
                .anyMatch(line -> line.contains("my password"))
                .anyMatch(line -> line.contains("GHES"));
    }

    @Test
    void recordsABodyThatIsNoJsonAndAnOperationThatItDoesNotKnow() {
        assertThat(client.send("POST", "/orgs/acme/repos", "{name").statusCode())
                .isEqualTo(400);
        assertThat(client.get("/repos/acme/build/stargazers").statusCode()).isEqualTo(404);

        assertThat(github.violations())
                .anyMatch(line -> line.startsWith("POST /api/v3/orgs/acme/repos: "))
                .contains("GET /api/v3/repos/acme/build/stargazers: the stand-in has no such operation");
    }

    @Test
    void answers409ToAVariableThatExists() {
        String path = "/repos/acme/build/actions/variables";
        String body = "{\"name\":\"region\",\"value\":\"eu-west-1\"}";

        assertThat(client.send("POST", path, body).statusCode()).isEqualTo(201);
        HttpResponse<String> again = client.send("POST", path, body);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).path("message").asText()).isEqualTo("Already exists - Variable already exists");
        assertThat(client.send("PATCH", path + "/REGION", "{\"value\":\"us-east-1\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.send("PATCH", path + "/OTHER", "{\"value\":\"\"}").statusCode())
                .isEqualTo(404);
        assertThat(github.variables("acme/build")).isEqualTo(Map.of("REGION", "us-east-1"));
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void pagesVariablesByTenAndSecretsByThirty() {
        for (int i = 10; i < 35; i++) {
            github.setVariable("acme/build", "V" + i, "x");
        }

        HttpResponse<String> first = client.get("/repos/acme/build/actions/variables");
        HttpResponse<String> last = client.get("/repos/acme/build/actions/variables?per_page=99&page=1");

        assertThat(json(first).path("total_count").asInt()).isEqualTo(25);
        assertThat(json(first).path("variables")).hasSize(10);
        assertThat(header(first, "Link"))
                .contains(
                        "<" + github.apiUrl() + "/repos/acme/build/actions/variables?page=2>; rel=\"next\"",
                        "?page=3>; rel=\"last\"");
        assertThat(json(last).path("variables")).hasSize(25);
        assertThat(header(last, "Link")).isEmpty();
        assertThat(json(client.get("/repos/acme/build/actions/variables?page=3"))
                        .path("variables"))
                .hasSize(5);
        assertThat(json(client.get("/repos/acme/build/actions/secrets"))
                        .path("total_count")
                        .asInt())
                .isZero();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void answers304ToAKnownETagAndDoesNotCountIt() {
        HttpResponse<String> first = client.get("/repos/acme/build");
        HttpResponse<String> second = client.get("/repos/acme/build", "If-None-Match", header(first, "ETag"));
        github.setDescription("acme/build", "changed");
        HttpResponse<String> third = client.get("/repos/acme/build", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "ETag")).startsWith("W/\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(header(second, "X-RateLimit-Used")).isEqualTo(header(first, "X-RateLimit-Used"));
        assertThat(header(second, "X-GitHub-Request-Id")).isNotEqualTo(header(first, "X-GitHub-Request-Id"));
        assertThat(third.statusCode()).isEqualTo(200);
    }

    @Test
    void saysNoWhenTheRateLimitIsUsedUp() {
        github.rateLimit(1, Duration.ofHours(1));

        assertThat(client.get("/repos/acme/build").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = client.get("/repos/acme/build");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(json(client.get("/rate_limit"))
                        .at("/resources/core/remaining")
                        .asInt())
                .isZero();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void redirectsARenamedRepositoryToItsId() {
        github.rename("acme/build", "acme/churn-build");

        HttpResponse<String> read = client.get("/repos/acme/build/actions/variables?per_page=5");
        HttpResponse<String> write = client.send("PATCH", "/repos/acme/build", "{\"description\":\"new\"}");

        assertThat(read.statusCode()).isEqualTo(301);
        assertThat(json(read).path("message").asText()).isEqualTo("Moved Permanently");
        assertThat(header(read, "Location")).matches(".*/api/v3/repositories/\\d+/actions/variables\\?per_page=5");
        assertThat(write.statusCode()).isEqualTo(307);
        String byId = header(write, "Location").substring(github.apiUrl().length());
        assertThat(client.send("PATCH", byId, "{\"description\":\"new\"}").statusCode())
                .isEqualTo(200);
        assertThat(github.description("acme/churn-build")).isEqualTo("new");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void refusesWritesToAnArchivedRepositoryAndHidesAForeignOne() {
        github.archive("acme/build");
        github.createRepository("acme/foreign");
        github.hide("acme/foreign");

        String variable = "{\"name\":\"A\",\"value\":\"b\"}";
        HttpResponse<String> refused = client.send("POST", "/repos/acme/build/actions/variables", variable);
        HttpResponse<String> hidden = client.get("/repos/acme/foreign");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "X-Accepted-GitHub-Permissions")).isEqualTo("actions_variables=write");
        assertThat(json(client.get("/repos/acme/build")).path("archived").asBoolean())
                .isTrue();
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void showsFilesAndFolders() {
        HttpResponse<String> empty = client.get("/repos/acme/build/contents/.drover.yml");
        github.commit("acme/build", "main", Map.of("src/a b/x.py", "print(1)\n", ".drover.yml", "v: 1\n"), "Seed");
        HttpResponse<String> file = client.get("/repos/acme/build/contents/src/a%20b/x.py");
        HttpResponse<String> raw =
                client.get("/repos/acme/build/contents/.drover.yml", "Accept", "application/vnd.github.raw+json");

        assertThat(empty.statusCode()).isEqualTo(404);
        assertThat(json(empty).path("message").asText()).isEqualTo("This repository is empty.");
        assertThat(Base64.getMimeDecoder().decode(json(file).path("content").asText()))
                .asString()
                .isEqualTo("print(1)\n");
        assertThat(raw.body()).isEqualTo("v: 1\n");
        assertThat(json(client.get("/repos/acme/build/contents/src"))
                        .at("/0/type")
                        .asText())
                .isEqualTo("dir");
        assertThat(client.get("/repos/acme/build/contents/none.txt").statusCode())
                .isEqualTo(404);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void letsEgitsClientReadCommits() throws Exception {
        assertThat(client.get("/repos/acme/build/commits").statusCode()).isEqualTo(409);
        for (int i = 1; i <= 3; i++) {
            github.commit("acme/build", "main", Map.of("file.txt", "line " + i + "\n"), "Commit " + i);
        }
        GitHubClient egit = new GitHubClient("127.0.0.1", github.server().port(), "http");
        egit.setOAuth2Token(TOKEN);

        String sha = github.commits("acme/build", "main").get(0);
        RepositoryId repository = new RepositoryId("acme", "build");
        assertThat(new RepositoryService(egit).getRepository(repository).getName())
                .isEqualTo("build");
        List<RepositoryCommit> commits = new CommitService(egit).getCommits(repository, "main", null);
        RepositoryCommit commit = new CommitService(egit).getCommit(repository, sha);

        assertThat(commits)
                .extracting(found -> found.getCommit().getMessage())
                .containsExactly("Commit 3", "Commit 2", "Commit 1");
        assertThat(new CommitService(egit)
                        .pageCommits(repository, "main", null, 2)
                        .next())
                .hasSize(2);
        assertThat(commit.getFiles()).hasSize(1);
        assertThat(commit.getCommit().getAuthor().getDate()).isNotNull();
        assertThat(header(client.get("/repos/acme/build/commits?per_page=2"), "Link"))
                .contains("per_page=2&page=2>; rel=\"next\"");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void answersSeveralRequestsAtOnce() {
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> assertThat(client.send(
                                        "POST",
                                        "/repos/acme/build/actions/variables",
                                        "{\"name\":\"V" + i % 20 + "\",\"value\":\"x\"}")
                                .statusCode())
                        .isIn(201, 409));

        assertThat(github.variables("acme/build")).hasSize(20);
        assertThat(log.calls(call -> call.status() == 201)).hasSize(20);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void logsCallsByTheirOperation() {
        putSecret("A", SealedBoxOpenerTest.SEALED);

        Call call = log.calls(Call::writes).get(0);

        assertThat(call.system()).isEqualTo("github");
        assertThat(call.operation()).isEqualTo("PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}");
        assertThat(call.target()).isEqualTo("PUT /api/v3/repos/acme/build/actions/secrets/A");
        assertThat(call.status()).isEqualTo(422);
    }

    private HttpResponse<String> putSecret(String name, String sealed) {
        String keyId = json(client.get("/repos/acme/build/actions/secrets/public-key"))
                .path("key_id")
                .asText();
        String body = "{\"encrypted_value\":\"" + sealed + "\",\"key_id\":\"" + keyId + "\"}";
        return client.send("PUT", "/repos/acme/build/actions/secrets/" + name, body);
    }
}
