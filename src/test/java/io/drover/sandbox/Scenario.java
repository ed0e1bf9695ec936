package io.drover.sandbox;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Something that Drover does on GitHub, to be done again and again under faults, each time on a GitHub of its own. */
public interface Scenario {
    /** Makes what has to be there, directly in the stand-in, and then does it as a route would, with {@link FastGitHub#deliveries}. */
    CompletableFuture<Void> run(FastGitHub gitHub);

    /** What to compare with a run without faults: names what it is, and shows it; the same for every such run. */
    Map<String, Object> endState(FastGitHub gitHub);
}
