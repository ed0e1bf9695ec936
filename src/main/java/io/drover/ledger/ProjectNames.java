package io.drover.ledger;

import org.jdbi.v3.core.Handle;

/** The statements on what people call projects. */
final class ProjectNames {
    private static final String REPLACE = "update project_names set name = :name where subject = :subject";
    private static final String ADD = "insert into project_names (subject, name) values (:subject, :name)";

    private ProjectNames() {}

    /** Answers the rows written, always 1; ends in a unique violation when another transaction added it at the same time. */
    static int remember(Handle tx, String subject, String name) {
        int replaced = write(tx, REPLACE, subject, name);
        return replaced == 0 ? write(tx, ADD, subject, name) : replaced;
    }

    private static int write(Handle tx, String sql, String subject, String name) {
        return tx.createUpdate(sql).bind("subject", subject).bind("name", name).execute();
    }
}
