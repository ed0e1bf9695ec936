package io.drover;

import io.drover.camel.Runs;
import io.drover.github.Pace;
import io.drover.ledger.Ledger;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppedEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.apache.camel.spi.CamelEvent.RouteStoppedEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Stops receiving before the routes stop, and closes what Drover opened after the last one has. */
final class Closing extends SimpleEventNotifierSupport {
    private final Runs runs;
    private final Ledger ledger;
    private final AwsClients aws;
    private final Pace pace;
    private final HandBack handBack;

    Closing(Runs runs, HandBack handBack, Pace pace, Ledger ledger, AwsClients aws) {
        this.runs = runs;
        this.handBack = handBack;
        this.pace = pace;
        this.ledger = ledger;
        this.aws = aws;
        setIgnoreCamelContextEvents(false);
        setIgnoreRouteEvents(false);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelContextStoppingEvent
                || event instanceof CamelContextStoppedEvent
                || event instanceof RouteStoppedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelContextStoppingEvent) {
            aws.feeds().stopReceiving();
            handBack.stopping();
            pace.close();
        } else if (event instanceof RouteStoppedEvent stopped) {
            runs.giveUpClaimsOf(stopped.getRoute().getRouteId());
        } else {
            runs.giveUpClaims();
            handBack.giveBackAll();
            ledger.close();
            aws.close();
        }
    }
}
