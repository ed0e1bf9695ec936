package io.drover.github;

import io.drover.github.Work.Priority;
import java.util.concurrent.atomic.AtomicBoolean;

/** All that Drover does on GitHub, in the turn of one work. */
public final class GitHub {
    private final GitHubHttp http;
    private final AccountTypes accounts;
    private final AtomicBoolean tellsRun;

    public GitHub(GitHubHttp http) {
        this(http, new AccountTypes(), new AtomicBoolean(true));
    }

    private GitHub(GitHubHttp http, AccountTypes accounts, AtomicBoolean tellsRun) {
        this.http = http;
        this.accounts = accounts;
        this.tellsRun = tellsRun;
    }

    /**
     * The same, in the turn of the work on a subject; makes no request.
     *
     * @param subject as the ledger names it
     * @param cost what the whole work is going to ask, for planning; a limit it is not
     */
    public GitHub forWork(Priority priority, String subject, Cost cost) {
        return new GitHub(http.forWork(priority, subject, cost), accounts, tellsRun);
    }

    public Repositories repositories() {
        return new Repositories(http, accounts);
    }

    public ActionsSettings settings() {
        return new ActionsSettings(http);
    }

    public Files files() {
        return new Files(http);
    }

    public Commits commits() {
        return new Commits(http);
    }

    public Environments environments() {
        return new Environments(http);
    }

    public Rulesets rulesets() {
        return new Rulesets(http);
    }

    public RepositoryAccess access() {
        return new RepositoryAccess(http);
    }

    public Workflows workflows() {
        return new Workflows(http, tellsRun);
    }

    public PullRequests pullRequests() {
        return new PullRequests(http);
    }

    public Issues issues() {
        return new Issues(http);
    }
}
