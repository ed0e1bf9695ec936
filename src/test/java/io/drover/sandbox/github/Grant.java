package io.drover.sandbox.github;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token may do.
 *
 * @param scopes those that X-OAuth-Scopes tells; null for all but classic tokens
 * @param permissions name to {@code read} or {@code write}; null for those who may do all
 * @param integration whether it is an installation's, which has no user
 */
record Grant(@Nullable List<String> scopes, @Nullable Map<String, String> permissions, boolean integration) {
    private static final List<String> LEVELS = List.of("read", "write");

    static Grant all() {
        return new Grant(null, null, false);
    }

    static Grant classic(List<String> scopes) {
        return new Grant(List.copyOf(scopes), null, false);
    }

    static Grant fineGrained(Map<String, String> permissions) {
        return new Grant(null, Map.copyOf(permissions), false);
    }

    static Grant installation(Map<String, String> permissions) {
        return new Grant(null, Map.copyOf(permissions), true);
    }

    /**
     * @param needed as in X-Accepted-GitHub-Permissions: alternatives between semicolons, each of them parts between commas
     */
    boolean permits(String needed) {
        return needed.isBlank() || Arrays.stream(needed.split(";", -1)).anyMatch(this::has);
    }

    private boolean has(String alternative) {
        return Arrays.stream(alternative.split(",", -1)).map(String::strip).allMatch(this::hasOne);
    }

    private boolean hasOne(String permission) {
        if (permissions == null || permission.equals("metadata=read")) {
            return true;
        }
        String[] parts = permission.split("=", -1);
        return LEVELS.indexOf(permissions.getOrDefault(parts[0], "")) >= LEVELS.indexOf(parts[1]);
    }

    String refusal() {
        return "Resource not accessible by " + (integration ? "integration" : "personal access token");
    }
}
