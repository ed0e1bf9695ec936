package io.drover.github;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Credentials that give one token until it is rejected, then the next one. */
public final class Tokens implements Credentials {
    private final List<String> tokens;
    private final List<String> rejected = new CopyOnWriteArrayList<>();

    public Tokens(String... inTurn) {
        tokens = List.of(inTurn);
    }

    /** Those that were refused, in order. */
    public List<String> rejected() {
        return List.copyOf(rejected);
    }

    @Override
    public String token() {
        return tokens.get(Math.min(rejected.size(), tokens.size() - 1));
    }

    @Override
    public void rejected(String token) {
        rejected.add(token);
    }
}
