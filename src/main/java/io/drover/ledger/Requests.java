package io.drover.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on what projects' own stacks asked for. */
final class Requests {
    /** In place of a parameter's name: the row that has the type. */
    private static final String TYPE = "";

    private Requests() {}

    static void replace(Handle tx, ProjectRequest request) {
        tx.createUpdate("delete from project_requests where subject = :subject")
                .bind("subject", request.subject())
                .execute();
        add(tx, request.subject(), TYPE, request.type());
        request.parameters().forEach((name, value) -> add(tx, request.subject(), name, value));
    }

    private static void add(Handle tx, String subject, String name, String value) {
        tx.createUpdate("insert into project_requests (subject, name, content) values (:subject, :name, :content)")
                .bind("subject", subject)
                .bind("name", name)
                .bind("content", value)
                .execute();
    }

    static Optional<ProjectRequest> find(Handle handle, String subject) {
        Map<String, String> rows = new LinkedHashMap<>();
        handle.createQuery("select name, content from project_requests where subject = :subject order by name")
                .bind("subject", subject)
                .map((row, context) -> rows.put(row.getString("name"), row.getString("content")))
                .list();
        return Optional.ofNullable(rows.remove(TYPE)).map(type -> new ProjectRequest(subject, type, rows));
    }
}
