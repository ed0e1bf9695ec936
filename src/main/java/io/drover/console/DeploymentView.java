package io.drover.console;

import io.drover.ledger.Intent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of a model.
 *
 * @param model group and version: {@code churn/3}
 * @param url page of the workflow run, null until it is known
 * @param conclusion GitHub's word for how it ended, null until then
 */
public record DeploymentView(
        String model,
        String modelPackage,
        String repository,
        Intent.State state,
        @Nullable String url,
        @Nullable String conclusion,
        Instant at,
        @Nullable Instant endedAt) {

    static DeploymentView of(Intent intent) {
        String arn = intent.modelPackage();
        return new DeploymentView(
                intent.modelGroup() + arn.substring(Math.max(arn.lastIndexOf('/'), 0)),
                arn,
                intent.repository(),
                intent.state(),
                intent.url(),
                intent.conclusion(),
                intent.intendedAt(),
                intent.endedAt());
    }
}
