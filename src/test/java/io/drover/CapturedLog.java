package io.drover;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged in this process until it is closed. */
final class CapturedLog implements AutoCloseable {
    private final List<String> lines = new ArrayList<>();
    private final List<String> stacks = new ArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("captured", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            add(event.toImmutable());
        }
    };

    CapturedLog() {
        appender.start();
        context().getRootLogger().addAppender(appender);
    }

    private static LoggerContext context() {
        return (LoggerContext) LogManager.getContext(false);
    }

    private synchronized void add(LogEvent event) {
        String line = event.getMessage().getFormattedMessage();
        lines.add(line);
        if (event.getThrown() != null) {
            stacks.add(event.getLoggerName() + ": " + line);
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Those lines that came with a stack trace. */
    synchronized List<String> stacks() {
        return List.copyOf(stacks);
    }

    @Override
    public void close() {
        context().getRootLogger().removeAppender(appender);
        appender.stop();
    }
}
