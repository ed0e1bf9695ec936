package io.drover.project;

import java.util.List;

/** Lets a project's execution role use the artifact buckets. */
public interface BucketAccess {
    /** Grants what is missing; writes nothing when the role has the very policy already. */
    void ensure(Project project);

    /** What {@link #ensure} would write, in sentences for the operator; empty when nothing. Reads only. */
    List<String> differences(Project project);
}
