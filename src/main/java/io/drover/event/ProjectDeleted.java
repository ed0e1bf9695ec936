package io.drover.event;

/**
 * A project was deleted.
 *
 * @param domainId as in the project's creation
 * @param projectId the project
 * @param rolledBack whether it never came into being, so that what people have worked on stays as it is
 */
public record ProjectDeleted(String domainId, String projectId, boolean rolledBack) implements ProjectEvent {
    /** One that was there. */
    public ProjectDeleted(String domainId, String projectId) {
        this(domainId, projectId, false);
    }

    /** What the run is about: the same as that of the project's creation. */
    public String subject() {
        return domainId + "/" + projectId;
    }
}
