package io.drover.github;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * What a repository that is about to be created will be.
 *
 * @param customProperties names to values; an organization has to define them before, a user's repositories have none
 */
public record NewRepository(String description, Visibility visibility, Map<String, String> customProperties) {
    /** Who sees a repository. */
    public enum Visibility {
        PUBLIC,
        PRIVATE,
        /** All members of the enterprise; only there. */
        INTERNAL;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public NewRepository {
        customProperties = Map.copyOf(customProperties);
    }
}
