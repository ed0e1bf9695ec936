package io.drover.doctor;

import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings in groups, as text for people. */
public final class Report {
    private final Map<String, List<Finding>> groups = new LinkedHashMap<>();

    /** Groups and findings stand in the order in which they are added. */
    public void add(String group, List<Finding> findings) {
        groups.computeIfAbsent(group, name -> new ArrayList<>()).addAll(findings);
    }

    public boolean misses(String group) {
        return groups.getOrDefault(group, List.of()).stream().anyMatch(finding -> finding.verdict() == Verdict.MISSING);
    }

    public int count(Verdict verdict) {
        return (int) groups.values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }

    /** Many lines, the last one with the counts; each ends with a line feed. */
    public String text() {
        String body = groups.entrySet().stream()
                .map(group -> group.getKey() + "\n"
                        + group.getValue().stream().map(Report::lines).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        return "%s\n%d fine, %d missing, %d not certain.\n"
                .formatted(body, count(Verdict.OK), count(Verdict.MISSING), count(Verdict.UNCHECKED));
    }

    private static String lines(Finding finding) {
        String mark = switch (finding.verdict()) {
            case OK -> "✓";
            case MISSING -> "✕";
            case UNCHECKED -> "?";
        };
        String line = "  %s %s\n".formatted(mark, finding.what());
        return finding.remedy().isEmpty() ? line : line + "      " + finding.remedy() + "\n";
    }
}
