package io.drover.sandbox.github;

import io.drover.sandbox.http.Response;

/** GitHub's answers that are no success and no outage, with its own messages. */
public final class Refusals {
    private Refusals() {}

    /**
     * What a renamed or transferred repository answers, with its address by id.
     *
     * @param status 301 to reads, 307 to writes, 302 now and then
     */
    public static Response moved(int status, String location) {
        Response moved = Answers.moved(status == 307 ? "POST" : "GET", location);
        return new Response(status, moved.headers(), moved.body());
    }

    /** 401 of a token that is wrong, expired or revoked. */
    public static Response badCredentials() {
        return Answers.error(401, "Bad credentials");
    }

    /** 404 also of what was made a moment ago, and of what the token may not see. */
    public static Response notFound() {
        return Answers.notFound();
    }

    /** 409 of git data and commits while a repository has no content. */
    public static Response emptyRepository() {
        return Answers.error(409, "Git Repository is empty.");
    }

    /** 409 that the description does not list. */
    public static Response variableExists() {
        return Answers.error(409, "Already exists - Variable already exists");
    }

    public static Response repositoryExists() {
        return Answers.invalid(
                "Repository creation failed.", "Repository", "name", "custom", "name already exists on this account");
    }
}
