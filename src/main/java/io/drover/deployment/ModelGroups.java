package io.drover.deployment;

import io.drover.event.ModelVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Whose groups are: asked once an hour, since tags of a group hardly ever change. Safe for several threads. */
final class ModelGroups {
    private final ModelPackages models;
    private final Lately<String, ModelProject> lately;

    ModelGroups(ModelPackages models, Clock clock) {
        this.models = models;
        this.lately = new Lately<>(Duration.ofHours(1), clock);
    }

    /** Empty when the tags name no project, which is asked every time. */
    Optional<ModelProject> project(ModelVersion model) {
        return lately.find(model.groupArn()).or(() -> {
            Optional<ModelProject> project = models.findProject(model);
            project.ifPresent(named -> lately.keep(model.groupArn(), named));
            return project;
        });
    }
}
