package io.drover.sandbox.github;

import java.time.Instant;

/** Who can own repositories: an organization or a user. */
record Account(long id, String login, boolean organization, Instant createdAt, Possessions has) {
    String type() {
        return organization ? "Organization" : "User";
    }
}
