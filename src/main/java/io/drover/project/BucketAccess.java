package io.drover.project;

/** Lets a project's execution role use the artifact buckets. */
public interface BucketAccess {
    /** Grants what is missing; writes nothing when the role has the very policy already. */
    void ensure(Project project);
}
