package io.drover;

import io.drover.camel.Runs;
import io.drover.ledger.Ledger;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Closes what Drover opened, after the last route has stopped. */
final class Closing extends LifecycleStrategySupport {
    private final Runs runs;
    private final Ledger ledger;
    private final AwsClients aws;

    private Closing(Runs runs, Ledger ledger, AwsClients aws) {
        this.runs = runs;
        this.ledger = ledger;
        this.aws = aws;
    }

    static void afterRoutes(CamelContext camel, Runs runs, Ledger ledger, AwsClients aws) {
        camel.addLifecycleStrategy(new Closing(runs, ledger, aws));
    }

    @Override
    public void onContextStopped(CamelContext camel) {
        runs.giveUpClaims();
        ledger.close();
        aws.close();
    }
}
