package io.drover.sandbox.aws;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One DataZone project and what belongs to it, as a test wants it. Untouched, it is a deployed project of profile
 * {@code regression} with its Tooling environment, its SageMaker domain and one space in service. May be changed while
 * it is played. Over 200 lines because it is the vocabulary of a test in one place; what follows from it is in
 * {@link ProjectResources}.
 */
public final class ProjectScene {
    private final String domainId;
    private final String projectId;
    private final InstantSource clock;
    private final List<EnvironmentScene> environments = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private String name = "churn";
    private String domainUnitId = "5jx0a8b7c6d5e4";
    private String profileId = "cjegf7f6kky6w7";
    private String profileName = "regression";
    private String account = AwsStandIn.ACCOUNT;
    private String region = AwsStandIn.REGION;
    private String repository = "acme-ml/churn-build";
    private String branch = "main";
    private String status = "ACTIVE";
    private String sageMakerDomainId;
    private StatusScript deployment = StatusScript.always("SUCCESSFUL");
    private List<SpaceScene> spaces =
            List.of(new SpaceScene("default-space", "alice", StatusScript.always("InService")));
    private boolean gone;
    private boolean tooling = true;
    private boolean userParameters = true;
    private boolean accountPool;

    ProjectScene(String domainId, String projectId, InstantSource clock) {
        this.domainId = domainId;
        this.projectId = projectId;
        this.clock = clock;
        this.sageMakerDomainId = "d-" + token("sagemaker", 12);
    }

    public synchronized ProjectScene name(String changed) {
        name = changed;
        return this;
    }

    public synchronized ProjectScene domainUnit(String id) {
        domainUnitId = id;
        return this;
    }

    /** Projects of one domain with the same profile id share the profile of the first. */
    public synchronized ProjectScene profile(String id, String called) {
        profileId = id;
        profileName = called;
        return this;
    }

    /** Where the project's resources are. */
    public synchronized ProjectScene account(String id, String inRegion) {
        account = id;
        region = inRegion;
        return this;
    }

    /** The build repository, {@code owner/name}. */
    public synchronized ProjectScene repository(String fullName, String onBranch) {
        repository = fullName;
        branch = onBranch;
        return this;
    }

    /** overallDeploymentStatus; every GetProject is a poll. Until it is SUCCESSFUL there is no SageMaker domain yet. */
    public synchronized ProjectScene deployment(StatusScript statuses) {
        deployment = statuses;
        return this;
    }

    /** One of AWS's reasons, shown with the statuses FAILED_…. */
    public synchronized ProjectScene failure(String environment, String message) {
        failures.put(environment, message);
        return this;
    }

    /** projectStatus, say {@code DELETING}. */
    public synchronized ProjectScene status(String projectStatus) {
        status = projectStatus;
        return this;
    }

    /** From now on AWS knows nothing of it. */
    public synchronized ProjectScene gone() {
        gone = true;
        return this;
    }

    public synchronized ProjectScene sageMakerDomain(String id) {
        sageMakerDomainId = id;
        return this;
    }

    /** Instead of the one there is; none for a domain without spaces. Created in the order given. */
    public synchronized ProjectScene spaces(SpaceScene... instead) {
        spaces = List.of(instead);
        return this;
    }

    /** No Tooling environment: the SageMaker domain can only be found by its tags. */
    public synchronized ProjectScene withoutTooling() {
        tooling = false;
        return this;
    }

    /** One more environment, listed before Tooling. */
    public synchronized ProjectScene environment(EnvironmentScene added) {
        environments.add(added);
        return this;
    }

    /** GetProject says nothing of the parameters that the user chose. */
    public synchronized ProjectScene withoutUserParameters() {
        userParameters = false;
        return this;
    }

    /** The profile names account pools instead of an account; the account chosen is in the user parameters. */
    public synchronized ProjectScene accountPool() {
        accountPool = true;
        return this;
    }

    public String domainId() {
        return domainId;
    }

    public String projectId() {
        return projectId;
    }

    public synchronized String name() {
        return name;
    }

    public synchronized String domainUnitId() {
        return domainUnitId;
    }

    public synchronized String profileId() {
        return profileId;
    }

    public synchronized String profileName() {
        return profileName;
    }

    public synchronized String account() {
        return account;
    }

    public synchronized String region() {
        return region;
    }

    public synchronized String repository() {
        return repository;
    }

    public synchronized String branch() {
        return branch;
    }

    public synchronized String sageMakerDomainId() {
        return sageMakerDomainId;
    }

    /** ARNs, paths and names that follow from it. */
    public ProjectResources resources() {
        return new ProjectResources(this);
    }

    /** The events that AWS would send about it. */
    public ProjectEvents events() {
        return new ProjectEvents(this, clock);
    }

    /** Short for the event that starts it all, with clear parameters. */
    public String createProjectEvent() {
        return events().projectCreated();
    }

    synchronized String projectStatus() {
        return status;
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized boolean hasTooling() {
        return tooling;
    }

    synchronized boolean showsUserParameters() {
        return userParameters;
    }

    synchronized boolean hasAccountPool() {
        return accountPool;
    }

    synchronized List<SpaceScene> spaces() {
        return spaces;
    }

    synchronized List<EnvironmentScene> otherEnvironments() {
        return List.copyOf(environments);
    }

    synchronized Map<String, String> failures() {
        return new LinkedHashMap<>(failures);
    }

    synchronized String pollDeployment() {
        return deployment.poll(clock.instant());
    }

    synchronized String deploymentStatus() {
        return deployment.peek(clock.instant());
    }

    boolean isDeployed() {
        return !isGone() && deploymentStatus().equals("SUCCESSFUL");
    }

    String pollSpace(SpaceScene space) {
        return space.statuses().poll(clock.instant());
    }

    /** A stable, project-specific piece of an id: digits and small letters. */
    String token(String purpose, int length) {
        return Token.of(domainId + "/" + projectId + "/" + purpose, length);
    }
}
