package io.drover.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Opens the ledger's database: a small pool of connections on tables that are up to date. */
final class Database {
    private static final String H2 = "jdbc:h2:";

    /** The cache in KB: https://h2database.com/html/commands.html#set_cache_size */
    private static final List<String> EMBEDDED =
            List.of("DB_CLOSE_ON_EXIT=FALSE", "TRACE_LEVEL_FILE=0", "WRITE_DELAY=0", "CACHE_SIZE=4096");

    /** A statement takes about a millisecond: few connections serve many routes, and replicas share PostgreSQL's 100. */
    private static final int CONNECTIONS = 5;

    /** While the database is away each call waits so long, and a thread with it. */
    private static final int SECONDS_TO_CONNECT = 5;

    /** Longer than any statement or change of tables takes; without it a call to a host that went away never ends. */
    private static final int SECONDS_TO_ANSWER = 30;

    private Database() {}

    static HikariDataSource open(String url, @Nullable String user, @Nullable String password) {
        HikariDataSource pool = null;
        try {
            pool = connect(url, user, password);
            flyway(pool).migrate();
            return pool;
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw refusal(url, e);
        }
    }

    /** Connects, and leaves the tables as they are. */
    static HikariDataSource connect(String url, @Nullable String user, @Nullable String password) {
        return new HikariDataSource(settings(url, user, password));
    }

    private static HikariConfig settings(String url, @Nullable String user, @Nullable String password) {
        var config = new HikariConfig();
        config.setPoolName("drover-ledger");
        config.setJdbcUrl(embedded(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(SECONDS_TO_CONNECT * 1000L);
        config.setValidationTimeout(SECONDS_TO_CONNECT * 1000L / 2);
        if (url.startsWith(H2)) {
            config.setExceptionOverride(new Reopening());
        } else if (url.startsWith("jdbc:postgresql:")) {
            // The URL's own parameters win: https://jdbc.postgresql.org/documentation/use/#connection-parameters
            config.addDataSourceProperty("connectTimeout", String.valueOf(SECONDS_TO_CONNECT));
            config.addDataSourceProperty("socketTimeout", String.valueOf(SECONDS_TO_ANSWER));
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return config;
    }

    /**
     * H2 as a part of this process: it must not close the file by its own shutdown hook while the last events still end
     * ({@link JdbcLedger#close()} does it after them), nor write a trace file or stack traces beside what is thrown anyway; and what is
     * committed is in the file at once, for a process that is killed. Its cache is small: the system's own holds the file as well.
     */
    private static String embedded(String url) {
        if (!url.startsWith(H2)) {
            return url;
        }
        String embedded = url;
        for (String setting : EMBEDDED) {
            embedded = with(embedded, setting);
        }
        return embedded;
    }

    private static String with(String url, String setting) {
        String name = setting.substring(0, setting.indexOf('=') + 1);
        return url.toUpperCase(Locale.ROOT).contains(';' + name) ? url : url + ';' + setting;
    }

    /** The changes of the tables, made and to be made. */
    static Flyway flyway(HikariDataSource pool) {
        Flyway flyway = Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .load();
        // Only now: load() forgets it again.
        LogFactory.setLogCreator(type -> new FlywayLog(LoggerFactory.getLogger(type)));
        return flyway;
    }

    static IllegalStateException refusal(String url, RuntimeException failure) {
        boolean secret = mayShowSecrets(url, failure);
        Throwable root = causes(failure).reduce(failure, (first, second) -> second);
        String kind = root.getClass().getSimpleName();
        String why = secret || root.getMessage() == null
                ? kind
                : kind + ": " + root.getMessage().strip();
        return new IllegalStateException(
                "The ledger at %s cannot be opened (%s): check that the database is there and correct drover.ledger.url, its user or password"
                        .formatted(place(url), why),
                secret ? null : failure);
    }

    /** The URL without its parameters and without {@code user:password@}, which no driver here knows but people try. */
    static String place(String url) {
        return url.replaceFirst("(?s)[?;].*", "").replaceFirst("//[^/]*@", "//");
    }

    /** Drivers quote the URL, or parts of it, in what they say. */
    private static boolean mayShowSecrets(String url, RuntimeException failure) {
        String parameters = url.replaceFirst("^[^?;]*", "");
        if (parameters.isEmpty() || url.contains("@")) {
            return url.contains("@");
        }
        return causes(failure).map(Throwable::getMessage).anyMatch(said -> said != null && said.contains(parameters));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
