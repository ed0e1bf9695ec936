package io.drover.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Drover's own event on the project queue, in EventBridge's form: a project is to be gone through once more, because its event never came,
 * its work broke off, or something differs from what it should be.
 *
 * @param detailType how EventBridge names it
 */
public record Reconciliation(
        String source, @JsonProperty("detail-type") String detailType, Detail detail) {
    static final String SOURCE = "drover";

    /**
     * Which project.
     *
     * @param why sentences for whoever reads the queue
     * @param again whether finished work is to be gone through once more; a project that was never begun needs it not, and is not begun
     *     twice by two such events
     */
    public record Detail(String domainId, String projectId, List<String> why, boolean again) {}

    /** An event for this project. */
    public static Reconciliation of(String domainId, String projectId, List<String> why, boolean again) {
        return new Reconciliation(
                SOURCE, "Drover Reconciliation Requested", new Detail(domainId, projectId, List.copyOf(why), again));
    }
}
