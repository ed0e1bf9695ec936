package io.drover.sandbox.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What did not fit AWS's models, one line each. Safe for several threads. */
final class Violations {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
