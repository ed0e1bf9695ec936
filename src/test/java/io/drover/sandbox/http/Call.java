package io.drover.sandbox.http;

import java.time.Duration;

/**
 * One answered request.
 *
 * @param index from 0, in the order of arrival at this log
 * @param system who was asked: {@code github}, {@code git}, or the AWS service's name
 * @param operation the API's own name, say {@code GetProject} or {@code PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}}
 * @param target method and path as sent
 * @param writes whether it changes something
 * @param started since the log began
 * @param ended since the log began
 */
public record Call(
        int index,
        String system,
        String operation,
        String target,
        boolean writes,
        int status,
        Duration started,
        Duration ended) {}
