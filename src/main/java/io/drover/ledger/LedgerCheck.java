package io.drover.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.drover.finding.Finding;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/** Finds out, before the start, whether the ledger can be opened. It makes no file and no table. */
public final class LedgerCheck {
    private static final String H2 = "jdbc:h2:";

    private LedgerCheck() {}

    /** Never empty and never a failure; no finding shows a parameter of the URL. */
    public static List<Finding> findings(String url, @Nullable String user, @Nullable String password) {
        String place = url.replaceFirst("(?s);.*", "");
        if (place.startsWith(H2 + "mem:")) {
            return List.of(Finding.unchecked(
                    "The ledger is in memory: it ends with Drover.", "Set drover.ledger.url to keep it."));
        }
        if (place.matches("(?s)jdbc:h2:(file:.*|(?!\\w{2,}:).*)")) {
            return List.of(file(place.substring(H2.length()).replaceFirst("^file:", "")));
        }
        return List.of(database(url, user, password));
    }

    private static Finding file(String database) {
        String expanded = database.replaceFirst("^~(?=/)", System.getProperty("user.home"));
        // https://www.h2database.com/html/features.html#database_file_layout
        Path file = Path.of(expanded + ".mv.db").toAbsolutePath().normalize();
        if (Files.exists(file)) {
            return existing(file);
        }
        Path folder = Stream.iterate(file.getParent(), Path::getParent)
                .takeWhile(parent -> parent != null)
                .filter(Files::exists)
                .findFirst()
                .orElse(file);
        return Files.isDirectory(folder) && Files.isWritable(folder)
                ? Finding.ok("The ledger will be made as %s.".formatted(file))
                : Finding.missing(
                        "The ledger cannot be made as %s: %s is no folder that Drover may write to."
                                .formatted(file, folder),
                        "Let it, or correct drover.ledger.url.");
    }

    private static Finding existing(Path file) {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            return Finding.missing(
                    "The ledger %s may not be read and written.".formatted(file),
                    "Let Drover do so, or correct drover.ledger.url.");
        }
        // H2 locks its file as a whole. This asks for no more than a moment and disturbs nobody who has it.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null ? inUse(file) : Finding.ok("The ledger %s is there and free.".formatted(file));
        } catch (OverlappingFileLockException e) {
            return inUse(file);
        } catch (IOException e) {
            return Finding.unchecked("The ledger %s cannot be looked at: %s".formatted(file, e.getMessage()), "");
        }
    }

    private static Finding inUse(Path file) {
        return Finding.unchecked(
                "The ledger %s is in use by another process.".formatted(file),
                "If that is a running Drover, all is well; another one cannot start beside it.");
    }

    static Finding database(String url, @Nullable String user, @Nullable String password) {
        try (HikariDataSource pool = Database.connect(url, user, password)) {
            return version(Database.place(url), Database.flyway(pool).info());
        } catch (RuntimeException e) {
            return Finding.missing(Database.refusal(url, e).getMessage() + ".", "");
        }
    }

    private static Finding version(String place, MigrationInfoService tables) {
        List<MigrationInfo> all = Arrays.asList(tables.all());
        if (all.stream().anyMatch(one -> one.getState().isFailed())) {
            return Finding.missing(
                    "The tables of the ledger at %s are half changed: a start of Drover broke off.".formatted(place),
                    "Restore them from a backup, or let Drover begin with an empty database.");
        }
        if (all.stream().anyMatch(one -> one.getState() == MigrationState.FUTURE_SUCCESS)) {
            return Finding.missing(
                    "The ledger at %s was made by a newer Drover.".formatted(place),
                    "Use one that is at least as new.");
        }
        int pending = tables.pending().length;
        return Finding.ok(
                pending == 0
                        ? "The ledger at %s can be used, its tables are up to date.".formatted(place)
                        : "The ledger at %s can be reached; its tables will be brought up to date at the start."
                                .formatted(place));
    }
}
