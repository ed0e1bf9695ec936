package io.drover.event;

import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a model: a model package of a group, checked, so that every part of it can be put into a call as it is.
 *
 * @param arn {@code arn:…:model-package/GROUP/VERSION}
 * @param group name of the model package group as people wrote it; in ARNs SageMaker may write it in small letters
 */
public record ModelVersion(String arn, String group) {
    /** Sources: ModelPackageArn, EntityName and ModelPackageVersion in SageMaker's service model. */
    private static final Pattern ARN =
            Pattern.compile("(arn:aws[a-z-]{0,20}:sagemaker:([a-z0-9-]{9,16}):([0-9]{12})):model-package"
                    + "/([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)/([1-9][0-9]{0,8})");

    /**
     * @throws Permanent when SageMaker could not have such a package, or it is not of this group
     */
    public ModelVersion {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new Permanent("'%s' is no ARN of a versioned model package (%s).".formatted(Foreign.shown(arn), ARN));
        }
        if (!parts.group(4).equalsIgnoreCase(group)) {
            throw new Permanent("Model package %s is not of group '%s': check what sends to this queue."
                    .formatted(arn, Foreign.shown(group)));
        }
    }

    /**
     * Takes the group's name from the ARN.
     *
     * @throws Permanent when it is anything else
     */
    public static ModelVersion parse(String arn) {
        String[] parts = arn.split("/", 3);
        return new ModelVersion(arn, parts.length > 1 ? parts[1] : "");
    }

    /** Counted from 1 in its group. */
    public int version() {
        return Integer.parseInt(part(5));
    }

    public String region() {
        return part(2);
    }

    /** The account that has the group, 12 digits. */
    public String account() {
        return part(3);
    }

    /** The group's own ARN, in the letters of the package's. */
    public String groupArn() {
        return part(1) + ":model-package-group/" + part(4);
    }

    /** Short, for people. */
    @Override
    public String toString() {
        return group + "/" + version();
    }

    private String part(int number) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalStateException(arn);
        }
        return parts.group(number);
    }
}
