package io.drover.sandbox.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What is in ElasticMQ's queues, known from the events that it writes for persistence: looking by ReceiveMessage would
 * count as receives and move messages to the dead letters.
 */
final class QueueContents {
    private final Map<String, Map<String, StandInMessage>> queues = new LinkedHashMap<>();

    /** Oldest first; visible, delayed and in flight. */
    synchronized List<StandInMessage> of(String queue) {
        return List.copyOf(queues.getOrDefault(queue, Map.of()).values());
    }

    private synchronized void added(QueueEvent.MessageAdded event) {
        InternalMessage message = event.message();
        Map<String, String> attributes = new TreeMap<>();
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, value) -> attributes.put(name, text(value)));
        queues.computeIfAbsent(event.queueName(), key -> new LinkedHashMap<>())
                .put(
                        message.id(),
                        new StandInMessage(message.id(), message.content().value(), attributes));
    }

    private synchronized void removed(QueueEvent.MessageRemoved event) {
        queues.getOrDefault(event.queueName(), Map.of()).remove(event.messageId());
    }

    private static String text(MessageAttribute attribute) {
        if (attribute instanceof StringMessageAttribute string) {
            return string.stringValue();
        }
        if (attribute instanceof NumberMessageAttribute number) {
            return number.stringValue();
        }
        return attribute instanceof BinaryMessageAttribute binary ? binary.asBase64() : attribute.toString();
    }

    ActorRef listenIn(ActorSystem actors) {
        return actors.actorOf(Props.create(Listener.class, () -> new Listener(this)), "queue-contents");
    }

    /** An actor, because that is the only listener ElasticMQ takes. */
    private static final class Listener extends AbstractActor {
        private final QueueContents contents;

        private Listener(QueueContents contents) {
            this.contents = contents;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(QueueEvent.MessageAdded.class, event -> {
                        contents.added(event);
                        confirm();
                    })
                    .match(QueueEvent.MessageRemoved.class, event -> {
                        contents.removed(event);
                        confirm();
                    })
                    .match(QueueEvent.MessageUpdated.class, event -> confirm())
                    .matchAny(event -> {})
                    .build();
        }

        private void confirm() {
            getSender().tell(OperationSuccessful$.MODULE$, getSelf());
        }
    }
}
