package io.drover.sandbox.github;

import io.drover.sandbox.http.Response;
import java.util.List;

/**
 * The page of a list that a request asks for.
 *
 * @param number from 1
 */
record Page(RestCall call, int number, int size) {
    static Page of(RestCall call, int defaultSize, int maximum) {
        int size = number(call.query("per_page", ""), defaultSize);
        return new Page(call, number(call.query("page", ""), 1), Math.min(size, maximum));
    }

    <T> List<T> of(List<T> all) {
        int from = Math.min((number - 1) * size, all.size());
        return all.subList(from, Math.min(from + size, all.size()));
    }

    /** Adds the header Link when there is more than one page. */
    Response link(Response response, Urls urls, int total) {
        int last = Math.max(1, (total + size - 1) / size);
        StringBuilder links = new StringBuilder();
        if (number > 1) {
            append(links, urls, Math.min(number - 1, last), "prev");
        }
        if (number < last) {
            append(links, urls, number + 1, "next");
            append(links, urls, last, "last");
        }
        if (number > 1) {
            append(links, urls, 1, "first");
        }
        return links.isEmpty() ? response : response.with("Link", links.toString());
    }

    private void append(StringBuilder links, Urls urls, int page, String relation) {
        StringBuilder query = new StringBuilder();
        for (String pair : call.request().query().split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith("page=")) {
                query.append(pair).append('&');
            }
        }
        links.append(links.isEmpty() ? "" : ", ")
                .append("<%s%s?%spage=%d>; rel=\"%s\""
                        .formatted(urls.web(), call.request().path(), query, page, relation));
    }

    /** GitHub takes a number that makes no sense as the default. */
    private static int number(String text, int absent) {
        try {
            return Integer.parseInt(text) < 1 ? absent : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return absent;
        }
    }
}
