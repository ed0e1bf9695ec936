package io.drover.deployment;

import java.time.Duration;
import java.util.Map;

/**
 * How models are dispatched: what the workflow is told besides the model, as far as it declares it, and when a lost dispatch is given up.
 *
 * @param environment for the input {@code environment}
 * @param logLevel for the input {@code logLevel}
 * @param inputs any others
 * @param settled a dispatch without an answer whose workflow run does not show up for so long was not carried out
 */
public record DispatchPlan(String environment, String logLevel, Map<String, String> inputs, Duration settled) {}
