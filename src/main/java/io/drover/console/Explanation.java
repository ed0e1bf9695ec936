package io.drover.console;

import io.drover.ledger.ProjectState;
import io.drover.ledger.Run;
import io.drover.ledger.Step;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why something stands as it does, and what to do about it.
 *
 * @param sentence null when there is nothing to say
 * @param advice null when there is nothing to do
 * @param requestIds by which GitHub's or AWS's support finds the requests that failed
 */
public record Explanation(
        ProjectState state,
        @Nullable String sentence,
        @Nullable String advice,
        List<String> requestIds) {

    /** As GitHub's refusals are told, and as the AWS SDK tells its own. */
    private static final Pattern REQUEST =
            Pattern.compile("(?i)\\brequest(?: id)?:? ([0-9a-f]+(?:[:-][0-9a-f]+){2,}|[0-9A-Z]{16,})\\b");

    /**
     * @param state of the run, or of the project that it is the newest of
     * @param held whether somebody works on it
     * @param step its newest one, null before the first
     */
    static Explanation of(ProjectState state, Run run, boolean held, @Nullable Step step) {
        return switch (state) {
            case RUNNING -> say(state, null, null);
            case WAITING -> waiting(run, held, step);
            case PARKED ->
                say(
                        state,
                        run.reason(),
                        "Mend what the reason names, then retry: its event is in the dead letters, and what is done already is not done twice.");
            case STOPPED -> say(state, run.reason(), null);
            case DONE, DELETED -> say(state, null, null);
        };
    }

    private static Explanation waiting(Run run, boolean held, @Nullable Step step) {
        if (run.waitingFor() != null && held) {
            return say(ProjectState.WAITING, run.waitingFor(), "Nothing to do: Drover looks again by itself.");
        }
        String problem = step == null || step.problem() == null ? run.waitingFor() : step.problem();
        return say(
                ProjectState.WAITING,
                problem == null ? "It waits for the next delivery of its event." : problem,
                "Nothing to do at first: it goes on with the next delivery of its event. If that does not come, reconcile it.");
    }

    private static Explanation say(ProjectState state, @Nullable String sentence, @Nullable String advice) {
        List<String> ids = sentence == null
                ? List.of()
                : REQUEST.matcher(sentence)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .toList();
        return new Explanation(state, sentence, advice, ids);
    }
}
