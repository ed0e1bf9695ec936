package io.drover.sandbox.github;

import io.drover.sandbox.http.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where requests, or the stand-in's own answers, did not keep to GitHub's description. */
final class Violations {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(Request sent, List<String> findings) {
        findings.forEach(finding -> lines.add(target(sent) + ": " + finding.replace('\n', ' ')));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Method, path and query as sent. */
    static String target(Request sent) {
        return sent.method() + " " + sent.path() + (sent.query().isEmpty() ? "" : "?" + sent.query());
    }
}
