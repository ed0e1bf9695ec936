package io.drover.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * SageMaker's ModelApprovalStatus.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html">DescribeModelPackage</a>
 */
public enum ModelStatus {
    PENDING("PendingManualApproval"),
    APPROVED("Approved"),
    REJECTED("Rejected");

    private final String name;

    ModelStatus(String name) {
        this.name = name;
    }

    /** As SageMaker writes it; empty for anything else. */
    static Optional<ModelStatus> find(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name.equals(name))
                .findFirst();
    }

    /** As SageMaker writes it. */
    @Override
    public String toString() {
        return name;
    }
}
