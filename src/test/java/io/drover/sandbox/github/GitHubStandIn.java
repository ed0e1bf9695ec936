package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * GitHub on this machine: REST checked against GitHub's OpenAPI description, real git over HTTP.
 *
 * <p>Methods that take a full name ({@code owner/name}) throw IllegalArgumentException when it is not there.
 */
public final class GitHubStandIn implements AutoCloseable {
    private final Clock clock;
    private final Accounts accounts;
    private final Repositories repositories;
    private final GitContent content;
    private final Apps apps;
    private final Access access;
    private final RateLimit limit;
    private final WorkflowRuns workflowRuns;
    private final PullRequests pullRequests;
    private final Issues issues;
    private final Violations violations = new Violations();
    private final LocalServer server;
    private final Urls urls;
    private final RestApi rest;
    private final GitTransport git;
    private volatile String tokenUser = "drover-bot";

    /** Starts on any free port. */
    public GitHubStandIn(CallLog log) {
        this(log, 0);
    }

    public GitHubStandIn(CallLog log, int port) {
        this(log, port, Clock.systemUTC());
    }

    /**
     * @param clock what this GitHub goes by; the header Date shows the machine's own time nevertheless
     */
    public GitHubStandIn(CallLog log, int port, Clock clock) {
        Contract.prepare();
        this.clock = clock;
        accounts = new Accounts(clock);
        repositories = new Repositories(clock);
        content = new GitContent(clock);
        apps = new Apps(clock);
        access = new Access(apps);
        limit = new RateLimit(clock);
        workflowRuns = new WorkflowRuns(clock, repositories);
        pullRequests = new PullRequests(clock);
        issues = new Issues(clock);
        accounts.add(tokenUser, false);
        server = new LocalServer(port, this::handle);
        urls = Urls.of(server.url());
        rest = new RestApi(routes(), repositories, access, limit, urls, log, violations);
        git = new GitTransport(repositories, access, log);
    }

    private List<Route> routes() {
        AccountJson accountJson = new AccountJson(urls);
        RepositoryJson repositoryJson = new RepositoryJson(urls, accountJson);
        List<SettingsScope> scopes = SettingsScope.all(accounts);
        WorkflowFiles workflows = new WorkflowFiles();
        WorkflowRunJson runJson = new WorkflowRunJson(urls, repositoryJson, accountJson, accounts, workflows);
        PullRequestJson pullRequestJson = new PullRequestJson(urls, repositoryJson, accountJson, content);
        return Stream.of(
                        new AppOperations(apps, new JwtCheck(apps, clock), accountJson, urls).routes(),
                        new AccountOperations(accounts, accountJson, this::self).routes(),
                        new RepositoryOperations(repositories, accounts, repositoryJson, content, this::self).routes(),
                        new LabelOperations().routes(),
                        new AccessOperations(accounts, accountJson, repositoryJson, urls).routes(),
                        new RulesetOperations(urls).routes(),
                        new EnvironmentOperations(accounts, new EnvironmentJson(urls, accounts, accountJson), urls)
                                .routes(),
                        new SecretOperations(scopes, urls).routes(),
                        new VariableOperations(scopes, urls).routes(),
                        new SharingOperations(accounts, repositories, urls).routes(),
                        new ContentOperations(urls).routes(),
                        new CommitOperations(content, new CommitJson(urls), urls).routes(),
                        new WorkflowOperations(workflows, workflowRuns, runJson, this::self).routes(),
                        new WorkflowRunOperations(workflows, workflowRuns, runJson, urls).routes(),
                        new PullRequestOperations(pullRequests, pullRequestJson, urls, this::self).routes(),
                        new IssueOperations(issues, new IssueJson(urls, accountJson), urls, this::self).routes(),
                        new RateLimitOperation(limit).routes())
                .flatMap(List::stream)
                .toList();
    }

    private Response handle(Request request) throws IOException {
        return request.path().startsWith(Urls.API_PATH + "/") ? rest.handle(request) : git.handle(request);
    }

    private Account self() {
        return accounts.get(tokenUser);
    }

    /** As GitHub Enterprise Server has it: {@code http://127.0.0.1:PORT/api/v3}. */
    public String apiUrl() {
        return urls.api();
    }

    /** A clone address is this and {@code /owner/name.git}. */
    public String gitUrl() {
        return urls.web();
    }

    /** For latency and faults. */
    public LocalServer server() {
        return server;
    }

    public void organization(String login) {
        accounts.add(login, true);
    }

    public void user(String login) {
        accounts.add(login, false);
    }

    public void team(String organization, String slug) {
        accounts.get(organization).has().addTeam(slug);
    }

    /** Makes a user a member of an organization, who needs no invitation to its repositories. */
    public void member(String organization, String login) {
        accounts.get(organization).has().addMember(login);
    }

    /** A permission beside pull, triage, push, maintain and admin. */
    public void role(String organization, String name) {
        accounts.get(organization).has().roles().add(name);
    }

    /** From now on repositories of this organization may have the property. */
    public void customProperty(String organization, String name) {
        accounts.get(organization).has().customProperties().add(name);
    }

    /** What the account's plan makes of wait timers and reviewers of private repositories; at first they are kept. */
    public void protectionRules(String login, ProtectionRules plan) {
        accounts.get(login).has().protectionRules(plan);
    }

    /** Whose the token is, and so who owns what {@code POST /user/repos} creates. */
    public void tokenUser(String login) {
        accounts.add(login, false);
        tokenUser = login;
    }

    /** From now on only this token is valid, besides those of apps, and may do all; before the first call none is. */
    public void accept(String token) {
        access.accept(token, Grant.all());
    }

    /** As {@link #accept}, and every answer tells the token's scopes; the stand-in does not enforce them. */
    public void acceptClassic(String token, String... scopes) {
        access.accept(token, Grant.classic(List.of(scopes)));
    }

    /**
     * As {@link #accept}, but what needs another permission is refused with 403.
     *
     * @param permissions name to {@code read} or {@code write}
     */
    public void acceptFineGrained(String token, Map<String, String> permissions) {
        access.accept(token, Grant.fineGrained(permissions));
    }

    /** Registers a GitHub App, or gives it another key: JWTs of the one before are refused. */
    public void app(long id, String clientId, PublicKey key) {
        apps.register(id, clientId, key);
    }

    /** Installs an app on an account; the answer is the installation's id. */
    public long install(long appId, String login, Map<String, String> permissions) {
        return apps.install(appId, accounts.get(login), permissions).id();
    }

    /** From now on the installation and its tokens, old ones too, have these permissions. */
    public void permissions(long installationId, Map<String, String> permissions) {
        apps.get(installationId).permissions(permissions);
    }

    /** From now on the installation says that it is on selected repositories only. */
    public void selectRepositories(long installationId) {
        apps.get(installationId).select();
    }

    /** From now on its tokens are refused, and it gets no more. */
    public void suspend(long installationId) {
        apps.get(installationId).suspend(apps.now());
    }

    /** Tokens of installations that were made up to now are refused. */
    public void revokeInstallationTokens() {
        apps.revokeTokens();
    }

    /** Whether git may be read without a token; off at first. */
    public void publicReads(boolean allowed) {
        access.publicReads(allowed);
    }

    /** A new window of the primary rate limit; when its requests are used up, GitHub answers 403 until it ends. */
    public void rateLimit(int requests, Duration window) {
        limit.start(requests, window);
    }

    /** An empty private repository, default branch main. */
    public void createRepository(String fullName) {
        String owner = fullName.substring(0, fullName.indexOf('/'));
        String name = fullName.substring(fullName.indexOf('/') + 1);
        if (repositories.create(accounts.get(owner), name).isEmpty()) {
            throw new IllegalArgumentException("There is a repository " + fullName + " already");
        }
    }

    /** A repository with one commit of a folder's files, executable bits kept. */
    public void createRepository(String fullName, Path folder) {
        createRepository(fullName);
        unchecked(() -> content.commit(get(fullName), "main", GitContent.folder(folder), "Initial content"));
    }

    /** One more commit that adds or replaces files; a branch that is not there starts at the default branch. */
    public void commit(String fullName, String branch, Map<String, String> files, String message) {
        unchecked(() -> content.commit(get(fullName), branch, GitContent.texts(files), message));
    }

    /** Opened by the stand-in's private key: name to plaintext. */
    public Map<String, String> secrets(String fullName) {
        return get(fullName).settings().secrets().asMap();
    }

    public void removeSecret(String fullName, String name) {
        if (!get(fullName).settings().secrets().remove(name)) {
            throw new IllegalArgumentException("%s has no secret %s".formatted(fullName, name));
        }
    }

    /** From now on values sealed for the key before are refused with 422. */
    public void rotateKey(String fullName) {
        get(fullName).settings().key(SecretsKey.generate());
    }

    /** For tests with boxes that somebody else sealed. */
    void useKey(String fullName, X25519PrivateKeyParameters pair) {
        get(fullName).settings().key(SecretsKey.of(pair));
    }

    void useOrganizationKey(String login, X25519PrivateKeyParameters pair) {
        accounts.get(login).has().settings().key(SecretsKey.of(pair));
    }

    public Map<String, String> variables(String fullName) {
        return get(fullName).settings().variables().asMap();
    }

    /** As a person corrects it on the site; creates or replaces. */
    public void setVariable(String fullName, String name, String value) {
        get(fullName).settings().variables().put(name, value);
    }

    /** As {@link #secrets}, of an environment; empty when it is not there. */
    public Optional<Map<String, String>> secrets(String fullName, String environment) {
        return get(fullName)
                .environments()
                .find(environment)
                .map(found -> found.settings().secrets().asMap());
    }

    public Optional<Map<String, String>> variables(String fullName, String environment) {
        return get(fullName)
                .environments()
                .find(environment)
                .map(found -> found.settings().variables().asMap());
    }

    /** Names of the environments, as they were given. */
    public List<String> environments(String fullName) {
        return get(fullName).environments().names();
    }

    /** Empty when the environment is not there. */
    public Optional<Protection> protection(String fullName, String environment) {
        return get(fullName).environments().find(environment).map(Environment::protection);
    }

    /** Patterns of the branches that may deploy to an environment; empty when there are none, or no environment. */
    public Set<String> deploymentBranches(String fullName, String environment) {
        return get(fullName)
                .environments()
                .find(environment)
                .map(found -> found.branchPatterns().keySet())
                .orElse(Set.of());
    }

    /** As {@link #secrets}, of an organization. */
    public Map<String, String> organizationSecrets(String login) {
        return accounts.get(login).has().settings().secrets().asMap();
    }

    public Map<String, String> organizationVariables(String login) {
        return accounts.get(login).has().settings().variables().asMap();
    }

    /** Who sees a secret of an organization; empty when there is none. */
    public Optional<Audience> secretAudience(String login, String name) {
        return accounts.get(login).has().settings().secrets().audience(name);
    }

    public Optional<Audience> variableAudience(String login, String name) {
        return accounts.get(login).has().settings().variables().audience(name);
    }

    public List<String> topics(String fullName) {
        return get(fullName).topics();
    }

    /** Replaces them, as a person does on the site. */
    public void setTopics(String fullName, List<String> topics) {
        get(fullName).topics(topics);
    }

    public Map<String, JsonNode> customProperties(String fullName) {
        return Map.copyOf(get(fullName).customProperties());
    }

    /** {@code team/SLUG} or {@code user/LOGIN} to permission. */
    public Map<String, String> permissions(String fullName) {
        return Map.copyOf(get(fullName).permissions());
    }

    /** As somebody does who was invited. */
    public void acceptInvitation(String fullName, String login) {
        get(fullName).invitations().remove(login);
    }

    /** In GitHub's form; empty when there is none of that name. */
    public Optional<JsonNode> ruleset(String fullName, String name) {
        return get(fullName).rulesets().find(name).map(found -> found);
    }

    /** By which a repository is found under any name. */
    public long id(String fullName) {
        return get(fullName).id();
    }

    /** Full names. */
    public Set<String> repositories() {
        return repositories.names();
    }

    /** Path to file; empty when the branch is not there. */
    public Map<String, StandInFile> files(String fullName, String branch) {
        return unchecked(() -> content.files(get(fullName), branch));
    }

    /** Ids, newest first; empty when the branch is not there. */
    public List<String> commits(String fullName, String branch) {
        return unchecked(() -> {
            Optional<ObjectId> head = content.head(get(fullName), branch);
            return head.isEmpty()
                    ? List.<String>of()
                    : content.history(get(fullName), head.get()).stream()
                            .map(RevCommit::name)
                            .toList();
        });
    }

    public boolean isPrivate(String fullName) {
        return get(fullName).isPrivate();
    }

    public @Nullable String description(String fullName) {
        return get(fullName).description();
    }

    public void setDescription(String fullName, @Nullable String description) {
        get(fullName).describe(description);
    }

    /** How workflow runs go, and what they were given. */
    public WorkflowRuns workflowRuns() {
        return workflowRuns;
    }

    /** In the order in which they were opened. */
    public List<StandInPullRequest> pullRequests(String fullName) {
        return pullRequests.all(get(fullName));
    }

    public void closePullRequest(String fullName, int number) {
        pullRequests.close(get(fullName), number);
    }

    /** In the order in which they were opened. */
    public List<StandInIssue> issues(String fullName) {
        return issues.all(get(fullName));
    }

    /** A person opens one on the site. */
    public StandInIssue openIssue(String fullName, String title, String body) {
        return issues.open(get(fullName), title, body, List.of());
    }

    public void closeIssue(String fullName, int number) {
        issues.close(get(fullName), number);
    }

    /** From now on no issue can be opened. */
    public void switchOffIssues(String fullName) {
        get(fullName).switchOffIssues();
    }

    /** From now on writes and pushes are refused. */
    public void archive(String fullName) {
        get(fullName).archive(true);
    }

    public boolean isArchived(String fullName) {
        return get(fullName).archived();
    }

    /** From now on the token has no access: 404 everywhere, but the name stays taken. */
    public void hide(String fullName) {
        get(fullName).hide();
    }

    /** REST answers the old name by a redirect to the id, git serves it; the new owner may be another account. */
    public void rename(String oldFullName, String newFullName) {
        Account owner = accounts.get(newFullName.substring(0, newFullName.indexOf('/')));
        if (!repositories.rename(get(oldFullName), owner, newFullName.substring(newFullName.indexOf('/') + 1))) {
            throw new IllegalArgumentException("There is a repository " + newFullName + " already");
        }
    }

    public void delete(String fullName) {
        repositories.delete(get(fullName));
    }

    /** Contract violations of requests and of the stand-in's own answers: lines that begin with method and path. */
    public List<String> violations() {
        return violations.lines();
    }

    @Override
    public void close() {
        server.close();
    }

    private Repository get(String fullName) {
        return repositories.get(fullName);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
