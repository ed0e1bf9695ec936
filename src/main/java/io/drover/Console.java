package io.drover;

import io.drover.console.DeadLetters;
import io.drover.console.Feed;
import io.drover.console.Redrive;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the board and the command line share. */
record Console(DeadLetters letters, Redrive redrive) {
    static Console of(Settings.Queues queues, SqsClient sqs) {
        List<Feed> feeds = List.of(
                new Feed("project-events", queues.projectEvents().toString(), "project-created"),
                new Feed("model-events", queues.modelEvents().toString(), "model-approved"));
        String deadLetters = queues.deadLetters().toString();
        var letters = new DeadLetters(sqs, deadLetters, feeds);
        return new Console(letters, new Redrive(sqs, deadLetters, feeds, letters));
    }
}
