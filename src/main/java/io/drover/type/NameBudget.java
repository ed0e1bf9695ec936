package io.drover.type;

import java.util.Map;
import java.util.Optional;

/** Whether names of repositories are short enough for every project that SageMaker allows. */
final class NameBudget {
    /**
     * The most characters that a fact has; one that is not here may have any number.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProject.html">CreateProject</a>
     */
    private static final Map<String, Integer> LONGEST =
            Map.of("project.name", 32, "project.id", 20, "project.group", 53, "account", 12, "region", 14);

    /** GitHub's limit of a repository's name. */
    private static final int LONGEST_NAME = 100;

    private final ProjectType type;

    NameBudget(ProjectType type) {
        this.type = type;
    }

    /**
     * What is wrong with a name; empty when nothing is.
     *
     * @param name may have an owner before a slash, and facts
     */
    Optional<String> problem(String name) {
        int longest = longest(name.substring(name.lastIndexOf('/') + 1));
        return longest > LONGEST_NAME
                ? Optional.of("the name may have %d characters, GitHub takes %d: shorten it."
                        .formatted(longest, LONGEST_NAME))
                : Optional.empty();
    }

    private int longest(String name) {
        int length = name.replaceAll("\\{[^{}]*}", "").length();
        for (String fact : Facts.namesIn(name)) {
            length += longestOf(fact);
        }
        return length;
    }

    private int longestOf(String fact) {
        String parameter =
                fact.startsWith(ProjectType.PARAMETER) ? fact.substring(ProjectType.PARAMETER.length()) : fact;
        return type.choices().getOrDefault(parameter, Map.of()).keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(LONGEST.getOrDefault(fact, 0));
    }
}
