package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads whole lists, which GitHub gives page by page.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api">Pagination</a>
 */
final class Pages {
    private final GitHubHttp http;

    Pages(GitHubHttp http) {
        this.http = http;
    }

    /**
     * All entries. On 404 it fails: a list that is not shown is no empty list, or what is in it would be written again.
     *
     * @param field where the page's object has its entries; empty when the page is the array itself
     * @param size entries of a page, at most what the operation allows
     */
    CompletableFuture<List<JsonNode>> all(String what, String path, String field, int size) {
        return from(
                page -> http.send(what, "GET", page, null).thenApply(Answer::json), 1, List.of(), path, field, size);
    }

    /** All entries of a list that may not be there: empty on 404. */
    CompletableFuture<List<JsonNode>> ofAbsent(String what, String path, String field, int size) {
        return from(
                page -> http.find(what, page).thenApply(found -> found.orElse(MissingNode.getInstance())),
                1,
                List.of(),
                path,
                field,
                size);
    }

    private static CompletableFuture<List<JsonNode>> from(
            Function<String, CompletableFuture<JsonNode>> reader,
            int number,
            List<JsonNode> before,
            String path,
            String field,
            int size) {
        String address = "%s%cper_page=%d&page=%d".formatted(path, path.contains("?") ? '&' : '?', size, number);
        return reader.apply(address).thenCompose(page -> {
            JsonNode entries = field.isEmpty() ? page : page.path(field);
            List<JsonNode> all = new ArrayList<>(before);
            entries.forEach(all::add);
            return isLast(page, entries.size(), all.size(), size)
                    ? CompletableFuture.completedFuture(all)
                    : from(reader, number + 1, all, path, field, size);
        });
    }

    /** The total counts where GitHub gives one, because it may give smaller pages than were asked for. */
    private static boolean isLast(JsonNode page, int entries, int soFar, int size) {
        return page.has("total_count")
                ? entries == 0 || soFar >= page.path("total_count").asInt()
                : entries < size;
    }
}
