package io.drover.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger for people who look at many projects at once. Reads only; the number of statements does not grow with that of projects. */
public interface Overview {
    /** Those whose newest run began last come first. */
    List<ProjectEntry> projects(ProjectFilter filter);

    /** Empty when no event of it came. */
    Optional<ProjectEntry> project(String subject);

    /** How many projects are in each state; states without any are left out. */
    Map<ProjectState, Integer> totals();

    /** Empty when there is none of this id. */
    Optional<Run> run(String id);

    /** The newest runs on a project or its models, newest first, at most {@code limit}. */
    List<Run> runs(String subject, int limit);

    /** The newest step of each of these runs, by the run's id; runs without a step are left out. */
    Map<String, Step> newestSteps(Collection<String> runIds);

    /** The steps of each of these runs in the order they started, by the run's id. */
    Map<String, List<Step>> steps(Collection<String> runIds);

    /** What is remembered of these projects' repositories, by {@code domain/project}. */
    Map<String, List<RepositoryOrigin>> repositories(Collection<String> subjects);

    /** What was about to be dispatched, by the subject of its run. */
    Map<String, Intent> intents(Collection<String> subjects);

    /** The newest intent of each of these repositories, by the repository. */
    Map<String, Intent> newestIntents(Collection<String> repositories);

    /** Since when each of these repositories is behind its template, by the repository; the others are left out. */
    Map<String, Instant> behind(Collection<String> repositories);

    /** How many projects have a repository that is behind its template. */
    int projectsBehind();

    /** The newest comparison of each of these projects, by {@code domain/project}. */
    Map<String, Check> checks(Collection<String> subjects);
}
