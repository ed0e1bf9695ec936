package io.drover.console;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue that Drover takes events from, and the only kind of queue that dead letters go back to.
 *
 * @param name how people call it
 * @param url of the queue
 * @param flow id of the route that Drover ships for it
 */
public record Feed(String name, String url, String flow) {

    /**
     * Where a dead letter came from: as it says itself, by the flow that parked it, or by what SQS tells of one that SQS moved.
     *
     * @param source ARN of the queue that SQS moved it from, null when Drover parked it
     */
    static Optional<Feed> of(List<Feed> feeds, Label label, @Nullable String source) {
        return feeds.stream()
                .filter(feed -> feed.isAt(label.queue()))
                .findFirst()
                .or(() -> feeds.stream()
                        .filter(feed -> feed.flow.equals(label.flow()))
                        .findFirst())
                .or(() -> feeds.stream().filter(feed -> feed.isAt(source)).findFirst());
    }

    /** Hosts are not compared: one queue is reached by several. */
    private boolean isAt(@Nullable String urlOrArn) {
        return urlOrArn != null && accountAndName(url).equals(accountAndName(urlOrArn));
    }

    private static List<String> accountAndName(String urlOrArn) {
        List<String> parts = List.of(urlOrArn.split("[:/]", -1));
        return parts.subList(Math.max(0, parts.size() - 2), parts.size());
    }
}
