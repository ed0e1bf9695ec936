package io.drover.sandbox.crash;

import io.drover.event.BadEvents;
import io.drover.event.BadEvents.BadEvent;
import io.drover.event.BadModelEvents;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StandInMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Events as they come on a bad day: of projects and models, each up to ten times, in any order, among messages that nobody can read. They
 * go through feeds of their own, since the model feed of the sandbox keeps the order.
 */
final class Load {
    private static final int MOST_COPIES = 10;
    private static final int MODELS_PER_PROJECT = 4;

    private final Sandbox sandbox;
    private final Random random;
    private final String projectFeed;
    private final String modelFeed;
    private final Deque<BadEvent> badProjectEvents;
    private final Deque<BadEvent> badModelEvents;
    private final Deque<Message> unsent = new ArrayDeque<>();
    private final List<ProjectScene> projects = new ArrayList<>();
    private final List<ModelPackageScene> approved = new ArrayList<>();
    private final List<ProjectScene> deployables = new ArrayList<>();
    private final Set<Bad> bad = new LinkedHashSet<>();
    private int modelEvents;
    private int sent;

    /** @param flow of the feed that it went through */
    record Bad(String flow, BadEvent event) {}

    private record Message(String queue, String body) {}

    Load(Sandbox sandbox, Random random) {
        this.sandbox = sandbox;
        this.random = random;
        projectFeed = sandbox.aws().queue("project-load");
        modelFeed = sandbox.aws().queue("model-load");
        badProjectEvents = shuffled(BadEvents.all());
        badModelEvents = shuffled(BadModelEvents.all());
    }

    private Deque<BadEvent> shuffled(List<BadEvent> events) {
        List<BadEvent> fitting =
                new ArrayList<>(events.stream().filter(BadEvent::fitsSqs).toList());
        Collections.shuffle(fitting, random);
        return new ArrayDeque<>(fitting);
    }

    /** Where Drover gets them. */
    Map<String, String> environment() {
        return Map.of("DROVER_QUEUE_PROJECT_EVENTS", projectFeed, "DROVER_QUEUE_MODEL_EVENTS", modelFeed);
    }

    /** At least so many more messages, in any order after those that wait to be sent. */
    void add(int messages) {
        List<Message> added = new ArrayList<>();
        int models = 0;
        while (added.size() + models < messages) {
            switch (random.nextInt(6)) {
                case 0 -> added.addAll(newProject());
                case 1 -> models += newModel();
                case 2, 3 -> addBad(projectFeed, badProjectEvents, added);
                default -> addBad(modelFeed, badModelEvents, added);
            }
        }
        added.addAll(modelEvents(models));
        Collections.shuffle(added, random);
        unsent.addAll(added);
    }

    private int copies() {
        return 1 + random.nextInt(MOST_COPIES);
    }

    private List<Message> newProject() {
        ProjectScene project = Canaries.mark(sandbox.project("p%04dx".formatted(projects.size())));
        projects.add(project);
        return Stream.generate(() -> new Message(projectFeed, project.createProjectEvent()))
                .limit(copies())
                .toList();
    }

    /** A version that is approved at once, or registered before, or edited after; how many events that makes. */
    private int newModel() {
        if (approved.size() >= MODELS_PER_PROJECT * deployables.size()) {
            deployables.add(Play.deployable(sandbox, "d%04dx".formatted(deployables.size())));
        }
        int copies = copies();
        ModelGroupScene group =
                sandbox.aws().models(deployables.get(deployables.size() - 1)).eventsPerChange(copies);
        boolean first = random.nextBoolean();
        boolean edited = random.nextBoolean();
        ModelPackageScene model = first ? group.register() : group.register("Approved");
        if (first) {
            model.approve("good enough");
        }
        if (edited) {
            model.describe("as discussed");
        }
        approved.add(model);
        return copies * (1 + (first ? 1 : 0) + (edited ? 1 : 0));
    }

    private void addBad(String feed, Deque<BadEvent> from, List<Message> to) {
        BadEvent event = from.poll();
        if (event != null) {
            bad.add(new Bad(feed.equals(projectFeed) ? "project-created" : "model-approved", event));
            to.add(new Message(feed, event.body()));
        }
    }

    /** What EventBridge brought since it was last looked. */
    private List<Message> modelEvents(int expected) {
        String feed = sandbox.aws().modelEventsQueue();
        Awaitility.await("events of models")
                .atMost(Processes.ENOUGH)
                .until(() -> sandbox.aws().messages(feed).size() == modelEvents + expected);
        List<StandInMessage> all = sandbox.aws().messages(feed);
        List<StandInMessage> fresh = all.subList(modelEvents, all.size());
        modelEvents = all.size();
        return fresh.stream()
                .map(message -> new Message(modelFeed, message.body()))
                .toList();
    }

    /** Sends the next ones, at most so many. */
    void send(int most) {
        for (int i = 0; i < most && !unsent.isEmpty(); i++) {
            Message next = unsent.remove();
            sandbox.aws().send(next.queue(), next.body());
            sent++;
        }
    }

    int sent() {
        return sent;
    }

    int unsent() {
        return unsent.size();
    }

    /** Whether all that was sent has left its feed. */
    boolean isOver() {
        return sandbox.aws().messages(projectFeed).isEmpty()
                && sandbox.aws().messages(modelFeed).isEmpty();
    }

    List<ProjectScene> projects() {
        return List.copyOf(projects);
    }

    List<ModelPackageScene> approved() {
        return List.copyOf(approved);
    }

    List<ProjectScene> deployables() {
        return List.copyOf(deployables);
    }

    Set<Bad> bad() {
        return Set.copyOf(bad);
    }
}
