package io.drover.sandbox.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How one part of the harness went.
 *
 * @param cases how many plays or messages there were
 * @param stops by SIGTERM
 * @param failures a line for each that did not end as it should
 * @param lost events without an end
 * @param doubled effects that came twice
 * @param findings where canaries were found
 */
public record CrashReport(
        String part,
        int cases,
        int kills,
        int stops,
        List<String> failures,
        List<String> lost,
        List<String> doubled,
        List<String> findings,
        long seed,
        Duration took) {

    /** What must be empty. */
    public List<String> shortcomings() {
        List<String> all = new ArrayList<>(failures);
        lost.forEach(each -> all.add("lost: " + each));
        doubled.forEach(each -> all.add("doubled: " + each));
        findings.forEach(each -> all.add("canary: " + each));
        return all;
    }

    @Override
    public String toString() {
        return "%s: %d cases, %d kills, %d stops, %d failures, %d lost, %d doubled, %d canaries found, seed %d, %d s"
                .formatted(
                        part,
                        cases,
                        kills,
                        stops,
                        failures.size(),
                        lost.size(),
                        doubled.size(),
                        findings.size(),
                        seed,
                        took.toSeconds());
    }
}
