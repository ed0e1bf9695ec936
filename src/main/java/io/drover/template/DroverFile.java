package io.drover.template;

import io.drover.template.TemplateContent.Origin;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * {@code .drover.yml}: says in the repository itself whose it is and which template commit it was made from.
 *
 * @param role {@code build} or {@code deploy}
 */
public record DroverFile(String domainId, String projectId, String role, Origin origin) {
    /** Who makes Drover's commits, as git has it. */
    public static final String AUTHOR = "Drover";

    /** Its path in every repository that Drover fills. */
    public static final String PATH = ".drover.yml";

    private static final String HEAD =
            "# Drover made this repository. The file says for which project and from which template; please keep it.\n";

    byte[] bytes() {
        Map<String, Object> project = new LinkedHashMap<>();
        project.put("domain", domainId);
        project.put("id", projectId);
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("repository", origin.repository());
        template.put("branch", origin.branch());
        template.put("folder", origin.folder());
        template.put("commit", origin.commit());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("role", role);
        file.put("project", project);
        file.put("template", template);
        var settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return (HEAD + new Dump(settings).dumpToString(file)).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the file; empty when it is no such file, so that the caller treats the repository as a stranger's. */
    public static Optional<DroverFile> read(byte[] content) {
        try {
            Object file = new Load(LoadSettings.builder().build())
                    .loadFromString(new String(content, StandardCharsets.UTF_8));
            Map<?, ?> project = map(map(file).get("project"));
            Map<?, ?> template = map(map(file).get("template"));
            var origin = new Origin(
                    text(template, "repository"),
                    text(template, "branch"),
                    text(template, "folder"),
                    text(template, "commit"));
            return Optional.of(
                    new DroverFile(text(project, "domain"), text(project, "id"), text(map(file), "role"), origin));
        } catch (YamlEngineException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the repository is this project's in this role, whatever template commit it was made from. */
    public boolean belongsTo(String domain, String project, String wantedRole) {
        return domainId.equals(domain) && projectId.equals(project) && role.equals(wantedRole);
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("no mapping");
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value.toString();
    }
}
