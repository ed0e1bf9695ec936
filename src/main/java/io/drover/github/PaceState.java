package io.drover.github;

import io.drover.github.Work.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How things stand between Drover and GitHub's limits at one moment.
 *
 * @param budgets Drover's own limits
 * @param primary GitHub's own count, absent before the first answer and on servers without limits
 * @param settingsAreContent whether secrets and variables count as content, since GitHub has answered with a secondary limit
 * @param heldUntil when GitHub may be asked again, absent when now
 * @param heldBy the limit that says so
 * @param underWay requests that wait for their answer
 * @param waiting requests that wait for their turn
 * @param works how many works are known to need GitHub
 * @param plannedFinish when all known work is done at this pace, absent when there is none
 */
public record PaceState(
        List<Budget> budgets,
        @Nullable Primary primary,
        boolean settingsAreContent,
        @Nullable Instant heldUntil,
        @Nullable String heldBy,
        int underWay,
        int concurrency,
        Map<Priority, Integer> waiting,
        int works,
        @Nullable Instant plannedFinish) {

    /**
     * One limit.
     *
     * @param limit most in any window of its length
     * @param atOnce how much may be used in one go
     * @param left how much of that is left
     * @param full when all of it is back
     */
    public record Budget(String name, int limit, int atOnce, int left, Instant full) {
        static Budget of(String name, Allowance allowance, Instant now) {
            return new Budget(
                    name,
                    allowance.limit(),
                    allowance.most(),
                    allowance.left(now),
                    now.plus(allowance.wait(allowance.most(), now)));
        }
    }

    /**
     * The hour's requests as GitHub's last answer counted them.
     *
     * @param reset when the next hour begins
     */
    public record Primary(int limit, int used, int left, Instant reset) {
        static @Nullable Primary of(Answer answer, @Nullable Primary before) {
            if (!answer.header("X-RateLimit-Resource").equals("core")) {
                return before;
            }
            try {
                int limit = Integer.parseInt(answer.header("X-RateLimit-Limit"));
                int left = Integer.parseInt(answer.header("X-RateLimit-Remaining"));
                Instant reset = Instant.ofEpochSecond(Long.parseLong(answer.header("X-RateLimit-Reset")));
                return new Primary(limit, limit - left, left, reset);
            } catch (NumberFormatException e) {
                return before;
            }
        }

        boolean usedUp(Instant now) {
            return left == 0 && now.isBefore(reset);
        }
    }
}
