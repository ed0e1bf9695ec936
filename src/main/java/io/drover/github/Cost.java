package io.drover.github;

/**
 * How many requests of each kind a work is going to make.
 *
 * @param reads requests that change nothing
 * @param settings secrets and variables
 * @param creations repositories, environments, issues, pull requests
 */
public record Cost(int reads, int settings, int creations) {
    static final Cost NOTHING = new Cost(0, 0, 0);

    static Cost of(RequestKind kind) {
        return new Cost(kind == RequestKind.READ ? 1 : 0, kind == RequestKind.SETTING ? 1 : 0, kind.creates() ? 1 : 0);
    }

    public Cost plus(Cost other) {
        return new Cost(reads + other.reads, settings + other.settings, creations + other.creations);
    }

    /** What is left of it; never below nothing. */
    Cost minus(Cost other) {
        return new Cost(
                Math.max(0, reads - other.reads),
                Math.max(0, settings - other.settings),
                Math.max(0, creations - other.creations));
    }

    int points() {
        return reads * RequestKind.READ.points() + (settings + creations) * RequestKind.WRITE.points();
    }

    /**
     * @param settingsToo whether GitHub counts secrets and variables as content
     */
    int content(boolean settingsToo) {
        return creations + (settingsToo ? settings : 0);
    }
}
