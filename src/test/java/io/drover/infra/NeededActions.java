package io.drover.infra;

import io.drover.doctor.Need;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The AWS actions that Drover asks to be allowed, the optional ones among them. */
final class NeededActions {
    private NeededActions() {}

    static Set<String> all() {
        return Arrays.stream(Need.values())
                .flatMap(need -> need.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
