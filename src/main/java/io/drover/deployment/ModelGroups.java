package io.drover.deployment;

import io.drover.event.ModelVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whose groups are: asked once an hour, since tags of a group hardly ever change. Safe for several threads. */
final class ModelGroups {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 1000;

    private final ModelPackages models;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>();

    ModelGroups(ModelPackages models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    private record Known(ModelProject project, Instant until) {}

    /** Empty when the tags name no project, which is asked every time. */
    Optional<ModelProject> project(ModelVersion model) {
        Instant now = clock.instant();
        synchronized (known) {
            known.values().removeIf(each -> each.until().isBefore(now));
            Known found = known.get(model.groupArn());
            if (found != null) {
                return Optional.of(found.project());
            }
        }
        Optional<ModelProject> project = models.findProject(model);
        project.ifPresent(named -> {
            synchronized (known) {
                if (known.size() < MOST) {
                    known.put(model.groupArn(), new Known(named, now.plus(KEPT)));
                }
            }
        });
        return project;
    }
}
