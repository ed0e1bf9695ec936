package io.drover.sandbox.aws;

import java.util.Map;

/**
 * A message that is in a queue, visible or in flight.
 *
 * @param attributes message attributes, name to value as text (binary ones in base64)
 */
public record StandInMessage(String id, String body, Map<String, String> attributes) {}
