package io.drover;

import io.drover.github.GitHubHttp;
import io.drover.github.Pace;
import io.drover.github.SecretCredentials;
import io.drover.github.SecretSource;
import java.time.Clock;
import java.util.concurrent.Executor;

/** The way to GitHub: one pace for all requests, the credentials, and the client that uses both. */
record GitHubConnection(Pace pace, SecretCredentials credentials, GitHubHttp http) {
    /**
     * @param waiting runs what waited for its turn
     */
    static GitHubConnection open(Settings settings, SecretSource secret, Executor waiting, Clock clock) {
        var pace = new Pace(settings.gitHubPace(), clock, Pace.Timer.on(waiting));
        var credentials = new SecretCredentials(
                secret, settings.gitHubApi(), settings.organization(), pace, settings.gitHubTimeout(), clock);
        var http = new GitHubHttp(settings.gitHubApi(), credentials, pace, settings.gitHubTimeout(), clock);
        return new GitHubConnection(pace, credentials, http);
    }
}
