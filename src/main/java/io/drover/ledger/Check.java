package io.drover.ledger;

import java.time.Instant;
import java.util.List;

/**
 * A comparison of a project with GitHub and AWS.
 *
 * @param subject {@code domain/project}
 * @param differences sentences for the operator; empty when all was as it should be
 */
public record Check(String subject, Instant at, List<String> differences) {
    public Check {
        differences = List.copyOf(differences);
    }
}
