package io.drover.deployment;

import io.drover.event.ModelVersion;
import io.drover.failure.Permanent;
import java.util.Map;
import java.util.Optional;

/** What SageMaker's model registry knows, and what Drover writes there. */
public interface ModelPackages {
    /**
     * Whose model it is, by one look at the tags of its group; empty when they do not name both domain and project: the group was not
     * made for a project of SageMaker Unified Studio, or its tags were taken away.
     *
     * @throws Permanent when the group is gone, or Drover may not see it
     */
    Optional<ModelProject> findProject(ModelVersion model);

    /**
     * The newest version of the group that is approved now, this one left out; empty when there is none. SageMaker does not tell when a
     * version was approved, so newest means created last.
     *
     * @throws Permanent when the group is gone, or Drover may not see it
     */
    Optional<ModelVersion> findOtherApproved(ModelVersion model);

    /**
     * Makes the version carry this customer metadata; writes nothing when it does already, and leaves all other metadata alone. Every
     * write makes SageMaker send an event, which is an edit to Drover.
     *
     * @param metadata at least one; keys of at most 128 and values of 1 to 256 characters. A character that SageMaker does not take
     *     becomes {@code _}, and what is too long is cut
     * @throws Permanent when the version is gone, or Drover may not see or change it
     */
    void ensureMetadata(ModelVersion model, Map<String, String> metadata);
}
