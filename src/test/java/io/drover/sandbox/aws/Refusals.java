package io.drover.sandbox.aws;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Refusals on demand: the next calls of an operation are answered with an error and not carried out. */
final class Refusals {
    private final Map<String, Queue<Function<Service, AwsError>>> planned = new ConcurrentHashMap<>();

    void plan(String system, String operation, int times, Function<Service, AwsError> error) {
        var queue = planned.computeIfAbsent(system + " " + operation, key -> new ConcurrentLinkedQueue<>());
        for (int i = 0; i < times; i++) {
            queue.add(error);
        }
    }

    /** Takes one; null when the call may go on. */
    @Nullable
    AwsError next(Service service, String operation) {
        var queue = planned.get(service.system() + " " + operation);
        var error = queue == null ? null : queue.poll();
        return error == null ? null : error.apply(service);
    }
}
