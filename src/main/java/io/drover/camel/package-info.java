/** The glue that needs Camel: step timeline, idempotency, credentials, waiting. */
@NullMarked
package io.drover.camel;

import org.jspecify.annotations.NullMarked;
