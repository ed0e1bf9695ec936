package io.drover.sandbox.aws;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All that exists in this AWS: the projects of both kinds, SageMaker domains of others, and tags. */
final class Scenes {
    private final InstantSource clock;
    private final List<ProjectScene> projects = new CopyOnWriteArrayList<>();
    private final Map<String, SageMakerProjectScene> sageMakerProjects = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, String>> addedTags = new ConcurrentHashMap<>();
    private volatile int foreignDomains;
    private volatile int pageLimit = Integer.MAX_VALUE;

    Scenes(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A SageMaker domain.
     *
     * @param scene null for a domain of somebody else
     */
    record SageMakerDomain(
            String id,
            String arn,
            Map<String, String> tags,
            @Nullable ProjectScene scene) {}

    InstantSource clock() {
        return clock;
    }

    /** The one there is, or a new one. */
    synchronized ProjectScene project(String domainId, String projectId) {
        return projects.stream()
                .filter(scene -> is(scene, domainId, projectId))
                .findFirst()
                .orElseGet(() -> {
                    ProjectScene scene = new ProjectScene(domainId, projectId, clock);
                    projects.add(scene);
                    return scene;
                });
    }

    /** The one there is, or a new one. */
    SageMakerProjectScene sageMakerProject(String name) {
        return sageMakerProjects.computeIfAbsent(name, key -> new SageMakerProjectScene(key, clock));
    }

    /** All there are or were in the caller's account and region, by name. */
    List<SageMakerProjectScene> sageMakerProjects(Caller caller) {
        return sageMakerProjects.values().stream()
                .filter(scene -> caller.isIn(scene.account(), scene.region()))
                .toList();
    }

    /** The model package groups of all SageMaker projects that AWS still knows, with their tags. */
    Map<String, Map<String, String>> sageMakerProjectGroups() {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        sageMakerProjects.values().stream()
                .filter(scene -> !scene.isGone())
                .forEach(scene -> groups.put(scene.groupArn(), scene.groupTags()));
        return groups;
    }

    /** Whether it is a SageMaker project's model package group in another account or region than the caller's. */
    boolean hides(String arn, Caller caller) {
        return sageMakerProjects.values().stream()
                .anyMatch(scene -> scene.groupArn().equals(arn) && !caller.isIn(scene.account(), scene.region()));
    }

    void foreignDomains(int count) {
        foreignDomains = count;
    }

    void pageLimit(int items) {
        pageLimit = items;
    }

    /** How many items a page gets when so many were asked for. */
    int pageSize(int asked) {
        return Math.min(asked, pageLimit);
    }

    /** Those that AWS still knows. */
    List<ProjectScene> projects() {
        return projects.stream().filter(scene -> !scene.isGone()).toList();
    }

    List<ProjectScene> projects(String domainId) {
        return projects().stream()
                .filter(scene -> scene.domainId().equals(domainId))
                .toList();
    }

    Optional<ProjectScene> find(String domainId, String projectId) {
        return projects().stream()
                .filter(scene -> is(scene, domainId, projectId))
                .findFirst();
    }

    private static boolean is(ProjectScene scene, String domainId, String projectId) {
        return scene.domainId().equals(domainId) && scene.projectId().equals(projectId);
    }

    /** The foreign ones first, so that a scan does not find its domain at once. */
    List<SageMakerDomain> sageMakerDomains() {
        List<SageMakerDomain> domains = new ArrayList<>();
        for (int i = 1; i <= foreignDomains; i++) {
            String id = String.format("d-foreign%05d", i);
            String arn = "arn:aws:sagemaker:" + AwsStandIn.REGION + ":" + AwsStandIn.ACCOUNT + ":domain/" + id;
            domains.add(new SageMakerDomain(id, arn, Map.of("AmazonDataZoneProject", "foreign" + i), null));
        }
        for (ProjectScene scene : projects()) {
            if (scene.isDeployed()) {
                ProjectResources resources = scene.resources();
                domains.add(new SageMakerDomain(
                        scene.sageMakerDomainId(),
                        resources.sageMakerDomainArn(),
                        resources.sageMakerDomainTags(),
                        scene));
            }
        }
        return domains;
    }

    void tag(String arn, Map<String, String> tags) {
        addedTags.computeIfAbsent(arn, key -> new ConcurrentHashMap<>()).putAll(tags);
    }

    /** Every resource that the caller sees and that has tags or could have, with them. */
    Map<String, Map<String, String>> tagged(Caller caller) {
        Map<String, Map<String, String>> tagged = new LinkedHashMap<>();
        sageMakerDomains().forEach(domain -> tagged.put(domain.arn(), new LinkedHashMap<>(domain.tags())));
        for (ProjectScene scene : projects()) {
            ProjectResources resources = scene.resources();
            tagged.put(resources.modelPackageGroupArn(), new LinkedHashMap<>(resources.modelPackageGroupTags()));
        }
        tagged.putAll(sageMakerProjectGroups());
        addedTags.forEach((arn, tags) ->
                tagged.computeIfAbsent(arn, key -> new LinkedHashMap<>()).putAll(tags));
        tagged.keySet().removeIf(arn -> hides(arn, caller));
        return tagged;
    }

    /** Whether a role of this name belongs to a project. */
    boolean hasRole(String name) {
        return projects().stream()
                .anyMatch(scene -> scene.resources().executionRoleName().equals(name));
    }
}
