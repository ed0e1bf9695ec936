package io.drover;

import io.drover.console.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of the dead letters on the command line, checked.
 *
 * @param which meaningless for {@code list} and {@code redrive}
 * @param to name of a feed, null when it was not given
 * @param rate messages a second
 * @param force also what came from another feed
 */
record DeadLettersRequest(
        Verb verb, Selection which, @Nullable String to, OptionalInt rate, boolean force, boolean json) {
    private static final String JSON = "--json";
    private static final String ALL = "--all";
    private static final String TO = "--to";
    private static final String YES = "--yes";
    private static final String RATE = "--rate";
    private static final String FORCE = "--force";
    private static final Set<String> WITH_VALUE = Set.of(TO, RATE);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
    enum Verb {
        LIST(JSON),
        SHOW(JSON),
        RETRY(ALL, TO, JSON),
        DROP(ALL, YES, JSON),
        REDRIVE(TO, RATE, FORCE, JSON);

        private final Set<String> options;

        Verb(String... options) {
            this.options = Set.of(options);
        }

        /** As it is written on the command line. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param arguments after {@code dead-letters}
     * @throws IllegalArgumentException that says in a sentence what is wrong
     */
    static DeadLettersRequest read(List<String> arguments) {
        Verb verb = verb(arguments.isEmpty() ? "" : arguments.get(0));
        Map<String, String> options = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                ids.add(argument);
            } else if (!verb.options.contains(argument)) {
                throw new IllegalArgumentException("%s has no option %s.".formatted(verb.word(), argument));
            } else if (!WITH_VALUE.contains(argument)) {
                options.put(argument, "");
            } else if (++i < arguments.size()) {
                options.put(argument, arguments.get(i));
            } else {
                throw new IllegalArgumentException("%s needs a value.".formatted(argument));
            }
        }
        return checked(verb, ids, options);
    }

    private static Verb verb(String word) {
        for (Verb verb : Verb.values()) {
            if (verb.word().equals(word)) {
                return verb;
            }
        }
        throw new IllegalArgumentException("Say what to do with dead letters: list, show, retry, drop or redrive%s."
                .formatted(word.isEmpty() ? "" : ", not '" + word + "'"));
    }

    private static DeadLettersRequest checked(Verb verb, List<String> ids, Map<String, String> options) {
        return new DeadLettersRequest(
                verb,
                which(verb, ids, options.keySet()),
                to(verb, options.get(TO)),
                rate(options.get(RATE)),
                options.containsKey(FORCE),
                options.containsKey(JSON));
    }

    private static Selection which(Verb verb, List<String> ids, Set<String> options) {
        boolean all = options.contains(ALL);
        switch (verb) {
            case LIST, REDRIVE -> {
                if (!ids.isEmpty()) {
                    throw new IllegalArgumentException("%s takes no id.".formatted(verb.word()));
                }
                return Selection.all();
            }
            case SHOW -> {
                if (ids.size() != 1) {
                    throw new IllegalArgumentException("show takes one id.");
                }
            }
            case RETRY, DROP -> {
                if (all == !ids.isEmpty()) {
                    throw new IllegalArgumentException("%s takes ids, or %s.".formatted(verb.word(), ALL));
                }
                if (verb == Verb.DROP && all && !options.contains(YES)) {
                    throw new IllegalArgumentException(
                            "drop %s deletes every dead letter for good: add %s if that is meant.".formatted(ALL, YES));
                }
            }
        }
        return all ? Selection.all() : Selection.of(ids);
    }

    private static @Nullable String to(Verb verb, @Nullable String feed) {
        if (verb == Verb.REDRIVE && feed == null) {
            throw new IllegalArgumentException("redrive needs %s project-events or %s model-events.".formatted(TO, TO));
        }
        return feed;
    }

    private static OptionalInt rate(@Nullable String text) {
        try {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s needs a number.".formatted(RATE), e);
        }
    }
}
