package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/** EventBridge: rules matched by AWS's own engine, targets that are queues. Any bus exists. */
final class EventBridge {
    private final InstantSource clock;
    private final ElasticMq queues;
    private final Violations violations;
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final List<OutcomeEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger failing = new AtomicInteger();

    /**
     * @param bus null for a rule on every bus
     * @param queues names of the target queues by target id
     */
    private record Rule(@Nullable String bus, String pattern, boolean enabled, Map<String, String> queues) {}

    EventBridge(InstantSource clock, ElasticMq queues, Violations violations) {
        this.clock = clock;
        this.queues = queues;
        this.violations = violations;
    }

    Map<String, Operation> operations() {
        return Map.of("PutEvents", this::putEvents, "PutRule", this::putRule, "PutTargets", this::putTargets);
    }

    /** A rule on every bus. */
    void rule(String name, String pattern, String queue) {
        rules.put(name, new Rule(null, pattern, true, Map.of("queue", queue)));
    }

    void failNextEntries(int count) {
        failing.addAndGet(count);
    }

    List<OutcomeEvent> events() {
        return List.copyOf(events);
    }

    /** An event of AWS's own, on the default bus. */
    void send(ObjectNode envelope) {
        deliver("default", envelope.toString());
    }

    private ObjectNode putEvents(JsonNode input) {
        ObjectNode answer = Json.object();
        answer.set("Entries", Json.array(Json.elements(input.path("Entries")), this::putEntry));
        long failed = answer.path("Entries").findValues("ErrorCode").size();
        return answer.put("FailedEntryCount", failed);
    }

    private JsonNode putEntry(JsonNode entry) {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return failed("InternalFailure", "The event could not be put");
        }
        for (String required : List.of("Source", "DetailType", "Detail")) {
            if (entry.path(required).asText().isEmpty()) {
                return failed(
                        "InvalidArgument",
                        "Parameter " + required + " is not valid. Reason: " + required + " is a required argument.");
            }
        }
        if (entry.path("Source").asText().startsWith("aws.")) {
            return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        if (!(detail(entry) instanceof ObjectNode detail)) {
            return failed("MalformedDetail", "Detail is malformed.");
        }
        OutcomeEvent event = new OutcomeEvent(
                bus(entry),
                entry.path("Source").asText(),
                entry.path("DetailType").asText(),
                detail,
                Json.elements(entry.path("Resources")).stream()
                        .map(JsonNode::asText)
                        .toList());
        JsonNode time = entry.path("Time");
        ObjectNode envelope = EventEnvelope.of(
                event,
                AwsStandIn.ACCOUNT,
                AwsStandIn.REGION,
                time.isNumber() ? Instant.ofEpochMilli((long) (time.asDouble() * 1000)) : clock.instant());
        events.add(event);
        deliver(event.bus(), envelope.toString());
        return Json.object().put("EventId", envelope.path("id").asText());
    }

    private static JsonNode failed(String code, String message) {
        return Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    }

    private static @Nullable JsonNode detail(JsonNode entry) {
        try {
            return Json.read(entry.path("Detail").asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void deliver(String bus, String envelope) {
        rules.values().stream()
                .filter(rule ->
                        rule.enabled() && (rule.bus() == null || rule.bus().equals(bus)))
                .filter(rule -> matches(rule.pattern(), envelope))
                .forEach(rule -> rule.queues().values().forEach(queue -> deliverTo(queue, envelope)));
    }

    /** A target that takes nothing is no failure of PutEvents; here it is a mistake in a test. */
    private void deliverTo(String queue, String envelope) {
        try {
            queues.send(queue, envelope);
        } catch (AwsError e) {
            violations.add("events target: queue " + queue + " does not take events: " + e.reason());
        }
    }

    private static boolean matches(String pattern, String envelope) {
        try {
            return Ruler.matchesRule(envelope, pattern);
        } catch (Exception e) {
            throw new IllegalStateException("event-ruler cannot match " + pattern, e);
        }
    }

    private ObjectNode putRule(JsonNode input) {
        String pattern = Json.text(input, "EventPattern");
        if (pattern == null) {
            throw AwsError.of("ValidationException", "The stand-in has no schedules: send EventPattern");
        }
        String problem = JsonRuleCompiler.check(pattern);
        if (problem != null) {
            throw AwsError.of("InvalidEventPatternException", "Event pattern is not valid. Reason: " + problem);
        }
        String name = input.path("Name").asText();
        boolean enabled = !input.path("State").asText().equals("DISABLED");
        rules.merge(
                bus(input) + "/" + name,
                new Rule(bus(input), pattern, enabled, Map.of()),
                (old, changed) -> new Rule(old.bus(), pattern, enabled, old.queues()));
        return Json.object().put("RuleArn", arn("events", "rule/" + bus(input) + "/" + name));
    }

    private ObjectNode putTargets(JsonNode input) {
        String name = input.path("Rule").asText();
        Rule rule = rules.get(bus(input) + "/" + name);
        if (rule == null) {
            throw AwsError.of(
                    "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + bus(input) + ".");
        }
        Map<String, String> targets = new LinkedHashMap<>(rule.queues());
        for (JsonNode target : input.path("Targets")) {
            String arn = target.path("Arn").asText();
            if (!arn.startsWith("arn:aws:sqs:")
                    || target.has("Input")
                    || target.has("InputPath")
                    || target.has("InputTransformer")) {
                violations.add(
                        "events PutTargets request: the stand-in only has whole events to queues, not " + target);
            }
            targets.put(target.path("Id").asText(), arn.substring(arn.lastIndexOf(':') + 1));
        }
        rules.put(bus(input) + "/" + name, new Rule(rule.bus(), rule.pattern(), rule.enabled(), Map.copyOf(targets)));
        ObjectNode answer = Json.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }

    private static String bus(JsonNode input) {
        String given = input.path("EventBusName").asText("default");
        return given.substring(given.lastIndexOf('/') + 1);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + AwsStandIn.REGION + ":" + AwsStandIn.ACCOUNT + ":" + resource;
    }
}
