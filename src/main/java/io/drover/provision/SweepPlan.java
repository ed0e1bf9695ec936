package io.drover.provision;

import java.time.Duration;
import java.util.List;

/**
 * What the sweep looks at.
 *
 * @param domains ids of DataZone domains, and homes of SageMaker Projects ({@code ACCOUNT:REGION}); none switches the sweep off
 * @param interval from one sweep to the next
 * @param newerThan a project without a run is started only when it was created within this time; older ones were there before Drover
 * @param mostCompared most projects that one sweep compares with GitHub; those compared longest ago come first
 */
public record SweepPlan(List<String> domains, Duration interval, Duration newerThan, int mostCompared) {
    public SweepPlan {
        domains = List.copyOf(domains);
    }
}
