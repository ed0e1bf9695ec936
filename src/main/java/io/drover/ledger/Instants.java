package io.drover.ledger;

import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Instants as {@code timestamp with time zone}. JDBI would send {@code java.sql.Timestamp}, which H2 reads as local time: wrong in the
 * hour that a change of clocks repeats. Preparable, because JDBI asks such factories first and its own is one.
 */
final class Instants implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return type == Instant.class ? Optional.of(Instants::argument) : Optional.empty();
    }

    private static Argument argument(Object instant) {
        OffsetDateTime time = ((Instant) instant).atOffset(ZoneOffset.UTC);
        return (position, statement, context) -> statement.setObject(position, time);
    }

    static Instant get(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
