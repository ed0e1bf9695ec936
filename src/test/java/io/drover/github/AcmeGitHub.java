package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.SettableClock;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A GitHub with the organization {@code acme}, for the tests of a class that registers it in a static field. Each test begins without
 * faults, and fails when one of its requests did not fit GitHub's own description.
 */
public final class AcmeGitHub implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final String TOKEN = "ghp_valid";

    private final CallLog log = new CallLog();
    private final GitHubStandIn standIn = new GitHubStandIn(log);
    private int before;

    public AcmeGitHub() {
        standIn.accept(TOKEN);
        standIn.organization("acme");
    }

    public GitHubStandIn standIn() {
        return standIn;
    }

    /** Credentials that it accepts. */
    public static Credentials credentials() {
        return new Tokens(TOKEN);
    }

    /** All calls since the test began. */
    public List<Call> calls() {
        List<Call> all = log.calls();
        return all.subList(before, all.size());
    }

    GitHubHttp http() {
        return Connections.to(standIn.apiUrl(), credentials(), 8, new SettableClock(Instant.EPOCH));
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        before = log.calls().size();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        standIn.server().faults(request -> Optional.empty());
        assertThat(standIn.violations()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        standIn.close();
    }
}
