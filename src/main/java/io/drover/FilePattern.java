package io.drover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names files of routes: {@code file:/etc/drover/routes/*.camel.yaml}, a file, or a folder and all {@code *.camel.yaml} in it. */
record FilePattern(String text) {
    private static final String IN_A_FOLDER = "*.camel.yaml";

    /**
     * By name; the wildcard may stand in the last part only.
     *
     * @return empty when there is none
     */
    List<Path> files() {
        String plain = text.strip().replaceFirst("^file:(//(?=/))?", "");
        int end = plain.lastIndexOf('/') + 1;
        Path path = Path.of(plain.substring(0, end));
        String last = plain.substring(end);
        if (!last.matches(".*[*?\\[{].*")) {
            Path whole = Path.of(plain);
            return Files.isDirectory(whole)
                    ? list(whole, IN_A_FOLDER)
                    : Files.exists(whole) ? List.of(whole) : List.of();
        }
        return Files.isDirectory(path) ? list(path, last) : List.of();
    }

    private static List<Path> list(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(file -> {
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(files);
        return files;
    }
}
