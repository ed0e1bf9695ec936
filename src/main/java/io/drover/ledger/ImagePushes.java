package io.drover.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on pushes of images. */
final class ImagePushes {
    private ImagePushes() {}

    /** Answers 1; ends in a unique violation when another transaction added it at the same time. */
    static int remember(Handle tx, String subject, String image, Instant at) {
        boolean known = tx.createQuery("select 1 from image_pushes where subject = :subject")
                .bind("subject", subject)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        String sql = known
                ? "update image_pushes set image = :image, pushed_at = :at where subject = :subject and pushed_at < :at"
                : "insert into image_pushes (subject, image, pushed_at) values (:subject, :image, :at)";
        tx.createUpdate(sql)
                .bind("subject", subject)
                .bind("image", image)
                .bind("at", at)
                .execute();
        return 1;
    }

    static Optional<String> newest(Handle handle, String subject) {
        return handle.createQuery("select image from image_pushes where subject = :subject")
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne();
    }
}
