package io.drover.infra;

import io.drover.doctor.Need;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The AWS actions that Drover asks to be allowed, the optional ones among them. */
final class NeededActions {
    /** What the parameter {@code SageMakerProjects} of drover-role.yaml grants besides. */
    private static final Set<String> SAGEMAKER_PROJECTS = Set.of(
            "sagemaker:DescribeProject", "sagemaker:ListProjects", "cloudformation:DescribeStacks", "sts:AssumeRole");

    private NeededActions() {}

    /** What the role may be given, by whatever parameters. */
    static Set<String> granted() {
        Set<String> actions = all();
        actions.addAll(SAGEMAKER_PROJECTS);
        return actions;
    }

    static Set<String> all() {
        return Arrays.stream(Need.values())
                .flatMap(need -> need.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
