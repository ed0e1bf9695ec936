package io.drover.doctor;

import io.drover.github.Permission;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the routes in use reach for.
 *
 * @param parts {@code bean:name}, {@code from:component}, {@code to:component}
 * @param feeds queues that messages are received from
 * @param queues queues that messages are sent to
 * @param buses names or ARNs of event buses
 */
public record Usage(Set<String> parts, Set<Queue> feeds, Set<Queue> queues, Set<String> buses) {
    /**
     * @param setting where its URL stands: a key, or the route that says it
     */
    public record Queue(String setting, String url) {
        /** The last part of the URL. */
        public String name() {
            return url.substring(url.lastIndexOf('/') + 1);
        }
    }

    public Usage {
        parts = new TreeSet<>(parts);
        feeds = Set.copyOf(feeds);
        queues = Set.copyOf(queues);
        buses = Set.copyOf(buses);
    }

    /** Whether messages are received from the queue, whoever says its URL. */
    public boolean isFeed(Queue queue) {
        return feeds.stream().anyMatch(feed -> feed.url().equals(queue.url()));
    }

    /** In the order in which they are declared. */
    public Set<Need> needs() {
        return Need.of(parts);
    }

    public Set<Permission> permissions() {
        return needs().stream().flatMap(need -> need.permissions().stream()).collect(Collectors.toSet());
    }
}
