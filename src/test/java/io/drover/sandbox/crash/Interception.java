package io.drover.sandbox.crash;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees each request to AWS, GitHub and git before it is passed on, numbers those of one sandbox in order of arrival, and lets a plan
 * disturb them. Three kinds have no number, since they come when time says so: receives, prolonged visibility, and the look for a new
 * template commit.
 */
final class Interception {
    private static final Plan NOTHING = (request, index) -> Optional.empty();

    /** What becomes of a request; asked by the thread that answers it. */
    @FunctionalInterface
    interface Plan {
        /** @param index from 0 since the plan began; -1 when the request has no number */
        Optional<Fault> of(Request request, int index);
    }

    private final Map<String, Long> lastReceives = new ConcurrentHashMap<>();
    private volatile Plan plan = NOTHING;
    private volatile Runnable delivery = () -> {};
    private int requests;

    Interception(Sandbox sandbox) {
        sandbox.aws().server().faults(this::next);
        sandbox.gitHub().server().faults(this::next);
    }

    /** From now on; numbers begin at 0 again. */
    synchronized void plan(Plan next) {
        plan = next;
        requests = 0;
    }

    /** No more disturbances. */
    void clear() {
        plan(NOTHING);
        onDelivery(() -> {});
    }

    /** Done each time when a message was taken out of its queue for a receiver that does not know of it yet. */
    void onDelivery(Runnable action) {
        delivery = action;
    }

    /** How many requests had a number since the plan began. */
    synchronized int requests() {
        return requests;
    }

    /**
     * When the newest ReceiveMessage of a process began, by {@link System#nanoTime}; empty when there was none.
     *
     * @param process what it says of itself, see {@link Processes}
     */
    Optional<Long> lastReceive(String process) {
        return Optional.ofNullable(lastReceives.get(process));
    }

    private Optional<Fault> next(Request request) {
        if (!isReceive(request)) {
            return plan.of(request, number(request));
        }
        Processes.nameIn(request).ifPresent(process -> lastReceives.put(process, request.arrived()));
        Optional<Fault> disturbed = plan.of(request, -1);
        return disturbed.isPresent() ? disturbed : Optional.of(Fault.watched(this::delivered));
    }

    private void delivered(Response response) {
        if (new String(response.body(), java.nio.charset.StandardCharsets.UTF_8).contains("ReceiptHandle")) {
            delivery.run();
        }
    }

    private synchronized int number(Request request) {
        return operation(request).endsWith(".ChangeMessageVisibility")
                        || request.path().contains(Sandbox.TEMPLATES + "/commits")
                ? -1
                : requests++;
    }

    static boolean isReceive(Request request) {
        return operation(request).endsWith(".ReceiveMessage");
    }

    private static String operation(Request request) {
        String target = request.header("x-amz-target");
        return target == null ? "" : target;
    }
}
