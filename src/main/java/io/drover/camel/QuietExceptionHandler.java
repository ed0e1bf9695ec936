package io.drover.camel;

import io.drover.ledger.Run;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a feed says when a message goes back to its queue, or the queue cannot be reached: one line, the stack only at debug level. */
public final class QuietExceptionHandler implements ExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(QuietExceptionHandler.class);

    @Override
    public void handleException(Throwable exception) {
        handleException("The feed has a problem.", null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    @Override
    public void handleException(String message, @Nullable Exchange exchange, @Nullable Throwable exception) {
        if (message.startsWith("Error processing exchange")) {
            // Camel's second word on what the feed has said already.
            return;
        }
        String subject =
                exchange == null ? "none" : Runs.of(exchange).map(Run::subject).orElse("unread");
        log.atWarn().addKeyValue("subject", subject).log("{} {}", message, Reasons.of(exception));
        log.atDebug().setCause(exception).log("The stack of it");
    }
}
