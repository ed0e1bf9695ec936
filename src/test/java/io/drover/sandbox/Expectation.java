package io.drover.sandbox;

import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.StandInFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be there when a project is onboarded, written down apart from the product. */
public final class Expectation {
    private final Sandbox sandbox;
    private final ProjectScene project;
    private final SettingsMode mode;
    private final List<String> shortcomings = new ArrayList<>();

    private Expectation(Sandbox sandbox, ProjectScene project, SettingsMode mode) {
        this.sandbox = sandbox;
        this.project = project;
        this.mode = mode;
    }

    /** What is missing or wrong of a project's onboarding, a line each, never a secret's value; empty when all is right. */
    public static List<String> shortcomings(Sandbox sandbox, ProjectScene project) {
        return shortcomings(sandbox, project, SettingsMode.SECRETS);
    }

    /** As the other, when the project's settings are where the mode says. */
    public static List<String> shortcomings(Sandbox sandbox, ProjectScene project, SettingsMode mode) {
        var expectation = new Expectation(sandbox, project, mode);
        String build = project.repository();
        String deploy = Sandbox.deployRepository(project);
        if (!sandbox.gitHub().repositories().containsAll(List.of(build, deploy))) {
            return List.of("a repository of %s is missing".formatted(project.projectId()));
        }
        expectation.repository(build, "build", expectation.buildSettings());
        expectation.repository(deploy, "deploy", expectation.deploySettings());
        expectation.equal(
                "variables of " + build,
                Map.of("TRIGGER_PIPELINE_EXECUTION", "false"),
                sandbox.gitHub().variables(build));
        expectation.bucketAccess();
        expectation.outcome(build, deploy);
        sandbox.violations().forEach(violation -> expectation.shortcomings.add("against the contract: " + violation));
        return expectation.shortcomings;
    }

    private void repository(String name, String role, Map<String, String> settings) {
        boolean inFile = mode == SettingsMode.FILE;
        Map<String, String> secrets = inFile ? Map.of() : settings;
        Map<String, String> actual = sandbox.gitHub().secrets(name);
        equal("secret names of " + name, new TreeSet<>(secrets.keySet()), new TreeSet<>(actual.keySet()));
        secrets.forEach((secret, value) -> {
            if (!value.equals(actual.get(secret))) {
                shortcomings.add("secret %s of %s has another value".formatted(secret, name));
            }
        });
        Map<String, StandInFile> files = new TreeMap<>(sandbox.gitHub().files(name, "main"));
        StandInFile marker = files.remove(".drover.yml");
        if (marker == null || !marker.text().contains("id: " + project.projectId())) {
            shortcomings.add(".drover.yml of %s is missing or names another project".formatted(name));
        }
        StandInFile env = files.remove(".drover/project.env");
        equal(".drover/project.env of " + name, inFile ? settings : Map.of(), env == null ? Map.of() : variables(env));
        Map<String, StandInFile> template = template(role);
        equal("files of " + name, template.keySet(), files.keySet());
        template.forEach((path, file) -> {
            StandInFile there = files.get(path);
            if (there != null
                    && (!Arrays.equals(file.content(), there.content()) || file.executable() != there.executable())) {
                shortcomings.add("%s of %s differs from the template".formatted(path, name));
            }
        });
        equal("commits of " + name, 1, sandbox.gitHub().commits(name, "main").size());
    }

    private static Map<String, String> variables(StandInFile env) {
        return env.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private Map<String, StandInFile> template(String role) {
        Path folder = Path.of("templates", project.profileName().toLowerCase(java.util.Locale.ROOT), "model_" + role);
        try (Stream<Path> paths = Files.walk(folder)) {
            Map<String, StandInFile> files = new TreeMap<>();
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.put(name, new StandInFile(Files.readAllBytes(path), Files.isExecutable(path)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> buildSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SAGEMAKER_DOMAIN_ARN", project.resources().sageMakerDomainArn());
        settings.put("SAGEMAKER_SPACE_ARN", project.resources().spaceArn("default-space"));
        settings.put("SAGEMAKER_PIPELINE_ROLE_ARN", project.resources().executionRoleArn());
        settings.put("OIDC_ROLE_GITHUB_WORKFLOW", Sandbox.WORKFLOW_ROLE);
        settings.put("SAGEMAKER_PROJECT_NAME", project.name());
        settings.put("SAGEMAKER_PROJECT_ID", project.projectId());
        settings.put("AMAZON_DATAZONE_DOMAIN", project.domainId());
        settings.put("AMAZON_DATAZONE_SCOPENAME", project.domainUnitId());
        settings.put("AMAZON_DATAZONE_PROJECT", project.projectId());
        settings.put("REGION", project.region());
        settings.put("ARTIFACT_BUCKET", project.resources().artifactBucket());
        settings.put("MODEL_PACKAGE_GROUP_NAME", "aiops-" + project.projectId() + "-models");
        settings.put("GLUE_DATABASE", "glue_db");
        settings.put("GLUE_TABLE", "abalone");
        return settings;
    }

    private Map<String, String> deploySettings() {
        Map<String, String> settings = buildSettings();
        settings.put("DEPLOY_ACCOUNT", project.account());
        return settings;
    }

    private void bucketAccess() {
        String policy = sandbox.aws()
                .rolePolicies(project.resources().executionRoleName())
                .getOrDefault("SageMakerArtifactBucketAccess", "");
        if (!policy.contains("arn:aws:s3:::" + project.resources().artifactBucket())) {
            shortcomings.add("the execution role has no access to the artifact bucket");
        }
    }

    private void outcome(String build, String deploy) {
        boolean announced = sandbox.aws().outcomes().stream()
                .anyMatch(event -> event.detailType().equals("Drover Project Ready")
                        && event.detail().path("buildRepository").asText().equals(build)
                        && event.detail().path("deployRepository").asText().equals(deploy));
        if (!announced) {
            shortcomings.add("no event 'Drover Project Ready' names both repositories");
        }
    }

    private void equal(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            shortcomings.add("%s: expected %s, found %s".formatted(what, expected, actual));
        }
    }
}
