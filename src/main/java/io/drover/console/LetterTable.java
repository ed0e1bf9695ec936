package io.drover.console;

import io.drover.console.DeadLetters.Listing;
import io.drover.failure.Foreign;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dead letters as text for people, at most 120 characters wide. */
public final class LetterTable {
    private static final int WIDTH = 120;
    private static final int SHORTEST_ID = 8;
    private static final int LONGEST_CELL = 24;
    private static final String INDENT = "    ";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> HEAD = List.of("ID", "SENT (UTC)", "FEED", "FLOW", "RECEIVED", "SIZE");

    private LetterTable() {}

    /** A row for each in the given order, then its run, reason and advice; each line ends with a line feed. Empty when there is none. */
    public static String text(Listing listing) {
        List<DeadLetter> letters = listing.letters();
        if (letters.isEmpty()) {
            return "";
        }
        int length = idLength(letters);
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        letters.forEach(letter -> rows.add(cells(letter, length)));
        var text = new StringBuilder(line(rows, HEAD));
        for (int i = 0; i < letters.size(); i++) {
            text.append(line(rows, rows.get(i + 1))).append(below(letters.get(i)));
        }
        return text.toString();
    }

    /** Enough of its first characters to name one of these letters. */
    public static String shortId(DeadLetter letter, List<DeadLetter> letters) {
        return start(letter.id(), idLength(letters));
    }

    private static int idLength(List<DeadLetter> letters) {
        int length = SHORTEST_ID;
        while (!areDistinct(letters, length)) {
            length++;
        }
        return length;
    }

    private static boolean areDistinct(List<DeadLetter> letters, int length) {
        return letters.stream()
                        .map(letter -> start(letter.id(), length))
                        .distinct()
                        .count()
                == letters.size();
    }

    private static String start(String id, int length) {
        return id.substring(0, Math.min(length, id.length()));
    }

    private static List<String> cells(DeadLetter letter, int idLength) {
        return List.of(
                start(letter.id(), idLength),
                TIME.format(letter.sentAt()),
                cell(letter.feed()),
                cell(letter.flow()),
                String.valueOf(letter.receives()),
                size(letter.bytes()));
    }

    private static String cell(@Nullable String value) {
        String text = value == null ? "-" : Foreign.oneLine(value);
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
    }

    private static String size(int bytes) {
        return bytes < 1024 ? bytes + " B" : String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }

    private static String line(List<List<String>> rows, List<String> cells) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
            line.append(cells.get(column))
                    .append(" ".repeat(width - cells.get(column).length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String below(DeadLetter letter) {
        String reason = letter.reason() == null
                ? "No reason is told: SQS moved it itself, or its event leaves no room for one."
                : letter.reason();
        var text = new StringBuilder(wrapped(reason));
        if (letter.advice() != null) {
            text.append(wrapped("→ " + letter.advice()));
        }
        return letter.run() == null
                ? text.toString()
                : text.append(wrapped("run " + letter.run())).toString();
    }

    private static String wrapped(String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(INDENT);
        for (String word : Foreign.oneLine(text).strip().split("\\s+", -1)) {
            String rest = word;
            if (line.length() > INDENT.length() && line.length() + 1 + rest.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT);
            }
            line.append(line.length() > INDENT.length() ? " " : "");
            while (line.length() + rest.length() > WIDTH) {
                int room = WIDTH - line.length();
                lines.add(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(INDENT);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines.stream().map(each -> each + "\n").collect(Collectors.joining());
    }
}
