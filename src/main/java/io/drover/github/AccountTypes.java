package io.drover.github;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which logins are organizations and which are users; an account does not change its kind while Drover runs. */
final class AccountTypes {
    private final Map<String, String> types = new ConcurrentHashMap<>();

    /** {@code Organization} or {@code User}; empty when it was not seen yet. */
    Optional<String> find(String login) {
        return Optional.ofNullable(types.get(login.toLowerCase(Locale.ROOT)));
    }

    void put(String login, String type) {
        types.put(login.toLowerCase(Locale.ROOT), type);
    }
}
