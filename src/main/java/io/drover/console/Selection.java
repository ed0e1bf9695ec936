package io.drover.console;

import java.util.List;

/**
 * Which dead letters are meant.
 *
 * @param ids of SQS or their first characters, enough of them to be the only one's; empty: all there are
 */
public record Selection(List<String> ids) {
    private static final int SHORTEST = 4;

    public Selection {
        ids = ids.stream().distinct().toList();
    }

    public static Selection all() {
        return new Selection(List.of());
    }

    /**
     * @throws IllegalArgumentException when there is no id, or one is too short to be meant
     */
    public static Selection of(List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("Name at least one dead letter.");
        }
        for (String id : ids) {
            if (!id.matches("[0-9A-Za-z_-]{%d,100}".formatted(SHORTEST))) {
                throw new IllegalArgumentException(
                        "That is no id of a dead letter: give at least its first %d characters.".formatted(SHORTEST));
            }
        }
        return new Selection(ids);
    }
}
