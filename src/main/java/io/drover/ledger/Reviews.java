package io.drover.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on who reviewed models. */
final class Reviews {
    private Reviews() {}

    /** Answers the rows written; ends in a unique violation when another transaction added it at the same time. */
    static int add(Handle tx, String modelPackage, String status, Instant at, String reviewer) {
        Instant moment = at.truncatedTo(ChronoUnit.MICROS);
        boolean known = tx.createQuery("""
            select count(*) from reviews
            where model_package = :package and status = :status and reviewed_at = :at
            """)
                        .bind("package", modelPackage)
                        .bind("status", status)
                        .bind("at", moment)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        return known
                ? 0
                : tx.createUpdate("""
            insert into reviews (model_package, status, reviewed_at, reviewer)
            values (:package, :status, :at, :reviewer)
            """)
                        .bind("package", modelPackage)
                        .bind("status", status)
                        .bind("at", moment)
                        .bind("reviewer", reviewer)
                        .execute();
    }

    static Optional<String> newest(Handle handle, String modelPackage, String status) {
        return handle.createQuery("""
            select reviewer from reviews
            where model_package = :package and status = :status
            order by reviewed_at desc limit 1
            """)
                .bind("package", modelPackage)
                .bind("status", status)
                .mapTo(String.class)
                .findOne();
    }
}
