package io.drover.sandbox.github;

/**
 * Where this GitHub is.
 *
 * @param api without a slash at the end
 * @param web the site, which is also where git is
 */
record Urls(String api, String web) {
    static final String API_PATH = "/api/v3";

    static Urls of(String server) {
        return new Urls(server + API_PATH, server);
    }

    String api(Repository repository) {
        return api + "/repos/" + repository.fullName();
    }

    String web(Repository repository) {
        return web + "/" + repository.fullName();
    }
}
