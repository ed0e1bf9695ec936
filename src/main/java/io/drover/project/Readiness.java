package io.drover.project;

/** Whether AWS has finished a project. */
public sealed interface Readiness {
    /**
     * Everything is there.
     */
    record Ready(Workspace workspace) implements Readiness {}

    /**
     * Not yet.
     *
     * @param reason what is still missing, for the operator
     */
    record Waiting(String reason) implements Readiness {}

    /**
     * It will never be.
     *
     * @param reason AWS's own reasons, for the operator
     */
    record Failed(String reason) implements Readiness {}

    /**
     * It is deleted, or being deleted.
     *
     * @param reason for the operator
     */
    record Gone(String reason) implements Readiness {}
}
