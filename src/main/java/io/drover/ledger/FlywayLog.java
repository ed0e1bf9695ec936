package io.drover.ledger;

import org.flywaydb.core.api.logging.Log;
import org.slf4j.Logger;

/** Flyway's talk, all of it for debugging: what the operator must know of it also ends in an exception. */
record FlywayLog(Logger logger) implements Log {
    @Override
    public void debug(String message) {
        logger.debug(message);
    }

    @Override
    public void info(String message) {
        logger.debug(message);
    }

    @Override
    public void warn(String message) {
        logger.debug(message);
    }

    @Override
    public void error(String message) {
        logger.debug(message);
    }

    @Override
    public void error(String message, Exception cause) {
        logger.debug(message, cause);
    }

    @Override
    public void notice(String message) {
        logger.debug(message);
    }
}
