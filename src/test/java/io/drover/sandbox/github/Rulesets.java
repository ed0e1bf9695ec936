package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rulesets of one repository in the form in which they were written. Safe for several threads. */
final class Rulesets {
    private static long lastId = 70_000;

    private final SortedMap<Long, ObjectNode> rulesets = new TreeMap<>();

    /** Empty when the name is taken. */
    synchronized Optional<ObjectNode> add(ObjectNode written) {
        if (find(written.path("name").asText()).isPresent()) {
            return Optional.empty();
        }
        long id = nextId();
        ObjectNode ruleset = written.deepCopy().put("id", id);
        rulesets.put(id, ruleset);
        return Optional.of(ruleset.deepCopy());
    }

    /** Fields that are not written stay; empty when there is no such ruleset. */
    synchronized Optional<ObjectNode> change(long id, ObjectNode written) {
        return Optional.ofNullable(rulesets.get(id))
                .map(ruleset -> ruleset.<ObjectNode>setAll(written).deepCopy());
    }

    synchronized Optional<ObjectNode> find(String name) {
        return rulesets.values().stream()
                .filter(ruleset -> ruleset.path("name").asText().equals(name))
                .findFirst()
                .map(ObjectNode::deepCopy);
    }

    synchronized Optional<ObjectNode> find(long id) {
        return Optional.ofNullable(rulesets.get(id)).map(ObjectNode::deepCopy);
    }

    synchronized List<ObjectNode> all() {
        return rulesets.values().stream().map(ObjectNode::deepCopy).toList();
    }

    private static synchronized long nextId() {
        return ++lastId;
    }
}
