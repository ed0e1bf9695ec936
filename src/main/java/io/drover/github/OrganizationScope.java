package io.drover.github;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An organization's secrets and variables, and which of its repositories see those that are set.
 *
 * @param repositories ids of those that see them; empty unless the visibility is {@link Visibility#SELECTED}
 * @see <a href="https://docs.github.com/en/rest/actions/secrets#create-or-update-an-organization-secret">Organization secrets</a>
 */
public record OrganizationScope(String login, Visibility visibility, Set<Long> repositories) implements ActionsScope {
    /** Which repositories of the organization. */
    public enum Visibility {
        ALL,
        /** Those that are not public. */
        PRIVATE,
        SELECTED;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws IllegalArgumentException when repositories are named that GitHub would not look at
     */
    public OrganizationScope {
        if (visibility != Visibility.SELECTED && !repositories.isEmpty()) {
            throw new IllegalArgumentException("Repositories are named only for the visibility SELECTED");
        }
        repositories = Set.copyOf(repositories);
    }

    public static OrganizationScope all(String login) {
        return new OrganizationScope(login, Visibility.ALL, Set.of());
    }

    public static OrganizationScope privateOnly(String login) {
        return new OrganizationScope(login, Visibility.PRIVATE, Set.of());
    }

    /**
     * @param repositories ids
     */
    public static OrganizationScope selected(String login, Set<Long> repositories) {
        return new OrganizationScope(login, Visibility.SELECTED, repositories);
    }

    @Override
    public String settingsPath() {
        return "/orgs/%s/actions".formatted(Paths.segment(login));
    }

    /** The fields of a request that say who sees it. */
    Map<String, Object> audience() {
        return visibility == Visibility.SELECTED
                ? Map.of("visibility", visibility, "selected_repository_ids", repositories)
                : Map.of("visibility", visibility);
    }

    @Override
    public String toString() {
        return "organization " + login;
    }
}
