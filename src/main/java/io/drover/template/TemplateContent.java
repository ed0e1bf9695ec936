package io.drover.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;

/**
 * The files of one template at one commit.
 *
 * @param origin where they stand in the template repository
 */
public record TemplateContent(Origin origin, List<TemplateFile> files) {
    private static final Pattern WORKFLOW = Pattern.compile("\\.github/workflows/[^/]+\\.ya?ml");

    /**
     * Where content came from.
     *
     * @param repository {@code owner/name} of the template repository
     * @param folder the template's folder in it
     * @param commit 40 hex digits
     * @param tree git's id of what the folder holds at that commit; null when it is not known
     */
    public record Origin(
            String repository,
            String branch,
            String folder,
            String commit,
            @Nullable String tree) {
        /** What the repository itself says, which is only the commit. */
        public Origin(String repository, String branch, String folder, String commit) {
            this(repository, branch, folder, commit, null);
        }
    }

    /**
     * One file.
     *
     * @param path below the template's folder
     * @param mode regular, executable or symbolic link
     * @param content in memory: templates are source code
     */
    record TemplateFile(String path, FileMode mode, byte[] content) {}

    /** Names of the environments that its workflows deploy to, expressions left out. */
    public Set<String> environments() {
        Set<String> names = new LinkedHashSet<>();
        files.stream()
                .filter(file -> WORKFLOW.matcher(file.path()).matches())
                .map(file -> JobEnvironments.of(file.content()))
                .forEach(names::addAll);
        return names;
    }
}
