package io.drover.sandbox.github;

import java.time.Instant;

/** A secret or variable as it stands, secrets opened. */
record NamedValue(String name, String value, Instant createdAt, Instant updatedAt) {}
