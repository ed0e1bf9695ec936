package io.drover.template;

import io.drover.failure.Foreign;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code .drover/project.env}: settings of a project that are no secrets, a line {@code NAME=value} each, for workflows to put into
 * {@code $GITHUB_ENV}.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files">Environment
 *     files</a>
 */
public final class ProjectEnv {
    /** Its path in every repository that has one. */
    public static final String PATH = ".drover/project.env";

    private static final String HEAD =
            "# Settings of the project, which the workflows load. Drover wrote them once; change them here.\n";

    private ProjectEnv() {}

    /** A value stays on its line, whatever is in it: one that began a new line could set any other variable. */
    static byte[] bytes(Map<String, String> settings) {
        var lines = new StringBuilder(HEAD);
        settings.forEach((name, value) ->
                lines.append(name).append('=').append(Foreign.oneLine(value)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
