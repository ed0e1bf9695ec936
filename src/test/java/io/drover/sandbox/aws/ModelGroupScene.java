package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A model package group and its versions. Each change of a version sends its events to EventBridge, which has a rule for them. */
public final class ModelGroupScene {
    private final String arn;
    private final InstantSource clock;
    private final Consumer<ObjectNode> eventBridge;
    private final List<ModelPackageScene> versions = new ArrayList<>();
    private volatile int eventsPerChange = 1;

    ModelGroupScene(String arn, InstantSource clock, Consumer<ObjectNode> eventBridge) {
        this.arn = arn;
        this.clock = clock;
        this.eventBridge = eventBridge;
    }

    public String arn() {
        return arn;
    }

    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /**
     * From now on each change sends so many events, which differ in their ids: AWS does so, too, and calls it expected.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html">SageMaker's events</a>
     */
    public ModelGroupScene eventsPerChange(int count) {
        eventsPerChange = count;
        return this;
    }

    /** The next version, as a pipeline registers it: PendingManualApproval. */
    public ModelPackageScene register() {
        return register("PendingManualApproval");
    }

    /**
     * The next version, as a pipeline registers it.
     *
     * @param approval say {@code Approved} for a pipeline that asks nobody
     */
    public ModelPackageScene register(String approval) {
        ModelPackageScene registered = add(approval);
        send(registered.arn(), registered.modified(), registered.eventDetail(List.of()));
        return registered;
    }

    private synchronized ModelPackageScene add(String approval) {
        var added = new ModelPackageScene(this, versions.size() + 1, approval, clock.instant());
        versions.add(added);
        return added;
    }

    /** Oldest first. */
    synchronized List<ModelPackageScene> versions() {
        return List.copyOf(versions);
    }

    void send(String changed, Instant time, ObjectNode detail) {
        String[] parts = arn.split(":", 6);
        OutcomeEvent event = new OutcomeEvent(
                "default", "aws.sagemaker", "SageMaker Model Package State Change", detail, List.of(changed));
        for (int i = 0; i < eventsPerChange; i++) {
            eventBridge.accept(EventEnvelope.of(event, parts[4], parts[3], time));
        }
    }

    InstantSource clock() {
        return clock;
    }
}
