package io.drover.ledger;

import java.util.Map;

/**
 * What a project's own stack asked for: nobody else can tell it later.
 *
 * @param subject {@code domain/project}
 * @param type name of the project's type
 * @param parameters what the stack gave, none of it a secret
 */
public record ProjectRequest(String subject, String type, Map<String, String> parameters) {
    public ProjectRequest {
        parameters = Map.copyOf(parameters);
    }
}
