package io.drover.sandbox.crash;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must show up nowhere: GitHub's token, AWS's key, and values of a project's secrets that nobody else needs. Each is looked for as it is,
 * in Base64 at each of the three places where it can begin, and URL-encoded.
 */
final class Canaries {
    private static final String DOMAIN_UNIT = "canary8unit";

    private static final Pattern HEX = Pattern.compile("%[0-9A-F]{2}");

    /** What it is, to its forms. */
    private final Map<String, Set<String>> forms = new LinkedHashMap<>();

    private Canaries(Map<String, String> values) {
        values.forEach((what, value) -> forms.put(what, forms(value)));
    }

    /** Gives a project values that can be told from anything else. */
    static ProjectScene mark(ProjectScene project) {
        return project.domainUnit(DOMAIN_UNIT);
    }

    /** Where canaries are in all that the processes left: their output, the ledger's files, outcome events, reasons of dead letters. */
    static List<String> findings(Sandbox sandbox, Path folder) {
        Canaries canaries = of(sandbox);
        List<String> findings = new ArrayList<>(canaries.findings(folder));
        sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.source().equals("drover"))
                .forEach(outcome -> findings.addAll(canaries.findings(outcome.detailType(), outcome.toString())));
        sandbox.aws()
                .messages(sandbox.aws().deadLettersQueue())
                .forEach(letter -> findings.addAll(
                        canaries.findings("a dead letter", letter.attributes().toString())));
        return findings;
    }

    /** A project's name is none: the board and outcome events show it. */
    static Canaries of(Sandbox sandbox) {
        Map<String, String> values = credentials(sandbox);
        values.put("domain unit", DOMAIN_UNIT);
        values.put("space ARN", ":space/d-");
        values.put("execution role ARN", ":role/datazone_usr_role_");
        return new Canaries(values);
    }

    private static Map<String, String> credentials(Sandbox sandbox) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("token", sandbox.token());
        values.put("AWS key", sandbox.aws().environment().getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
        return values;
    }

    private static Set<String> forms(String value) {
        Set<String> forms = new LinkedHashSet<>();
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String percent = encoded.replace("+", "%20");
        forms.addAll(List.of(value, encoded, percent, withSmallHex(percent)));
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < 3; before++) {
                forms.add(inBase64(encoder, value, before));
            }
        }
        return forms;
    }

    private static String withSmallHex(String encoded) {
        return HEX.matcher(encoded).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
    }

    /** The characters that follow from the value alone, wherever it stands: six bits each, of eight bits a byte. */
    private static String inBase64(Base64.Encoder encoder, String value, int before) {
        byte[] bytes = ("x".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
        String encoded = encoder.withoutPadding().encodeToString(bytes);
        return encoded.substring((before * 8 + 5) / 6, bytes.length * 8 / 6);
    }

    /** A line for each canary and file in which it is, never the canary itself; empty when all is well. */
    List<String> findings(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<String> findings = new ArrayList<>();
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                findings.addAll(findings(path.toString(), Files.readString(path, StandardCharsets.ISO_8859_1)));
            }
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for canaries in " + folder, e);
        }
    }

    /** As the other. */
    List<String> findings(String where, String text) {
        List<String> findings = new ArrayList<>();
        forms.forEach((what, looks) -> looks.stream()
                .filter(text::contains)
                .findFirst()
                .ifPresent(form -> findings.add("%s shows the %s at %d".formatted(where, what, text.indexOf(form)))));
        return findings;
    }
}
