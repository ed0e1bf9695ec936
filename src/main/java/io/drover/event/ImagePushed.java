package io.drover.event;

import java.time.Instant;

/**
 * Somebody pushed an image to ECR.
 *
 * @param account 12 digits
 * @param repository name of the image repository
 * @param digest {@code sha256:…}
 * @param tag empty when the image has none
 */
public record ImagePushed(String account, String region, String repository, String digest, String tag, Instant at)
        implements ModelEvent {
    /** The same for each event of this push. */
    public String key() {
        return "%s:%s/%s@%s %s".formatted(account, region, repository, digest, at);
    }

    /** In short, for the log. */
    public String subject() {
        return repository + ":" + tag;
    }
}
