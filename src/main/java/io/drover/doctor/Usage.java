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

    /** Queues that messages are only sent to. One that two settings name is there, too: that is a mistake. */
    public Set<Queue> targets() {
        return queues.stream().filter(queue -> !feeds.contains(queue)).collect(Collectors.toSet());
    }

    /** In the order in which they are declared. */
    public Set<Need> needs() {
        return Need.of(parts);
    }

    public Set<Permission> permissions() {
        return needs().stream().flatMap(need -> need.permissions().stream()).collect(Collectors.toSet());
    }
}
