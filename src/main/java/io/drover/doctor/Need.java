package io.drover.doctor;

import io.drover.github.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a part that routes use must be allowed to do: the one list of it. docs/permissions.md and README.md give the reasons. */
@SuppressWarnings("ImmutableEnumChecker") // List.of and Set.of are immutable.
public enum Need {
    FEED(
            "from:aws2-sqs",
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"),
            Set.of()),
    QUEUE("to:aws2-sqs", List.of("sqs:SendMessage", "sqs:GetQueueAttributes"), Set.of()),
    EVENT_BUS("to:aws2-eventbridge", List.of("events:PutEvents"), Set.of()),
    /** On the dead letters. Only what people do to them needs it, and they may do it with permissions of their own. */
    DEAD_LETTERS(
            "bean:deadLetters",
            List.of(
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "sqs:ChangeMessageVisibility",
                    "sqs:GetQueueAttributes",
                    "sqs:StartMessageMoveTask",
                    "sqs:ListMessageMoveTasks"),
            Set.of()),
    /** On the feeds. */
    RETRY("bean:deadLetters", List.of("sqs:SendMessage", "sqs:GetQueueAttributes"), Set.of()),
    PROJECTS(
            "bean:projects",
            List.of(
                    "datazone:GetProject",
                    "datazone:GetProjectProfile",
                    "datazone:ListEnvironments",
                    "datazone:GetEnvironment",
                    "tag:GetResources",
                    "sagemaker:DescribeDomain",
                    "sagemaker:ListSpaces",
                    "sagemaker:DescribeSpace"),
            Set.of()),
    BUCKET_ACCESS("bean:bucketAccess", List.of("iam:GetRolePolicy", "iam:PutRolePolicy"), Set.of()),
    TEMPLATE_COMMITS("from:github", List.of(), Set.of(Permission.METADATA)),
    TEMPLATES("bean:templates", List.of(), Set.of(Permission.METADATA)),
    BUILD_REPOSITORY(
            "bean:buildRepository",
            List.of(),
            Set.of(
                    Permission.METADATA,
                    Permission.CONTENTS,
                    Permission.WORKFLOWS,
                    Permission.SECRETS,
                    Permission.VARIABLES)),
    DEPLOY_REPOSITORY(
            "bean:deployRepository",
            List.of(),
            Set.of(
                    Permission.METADATA,
                    Permission.ADMINISTRATION,
                    Permission.CONTENTS,
                    Permission.WORKFLOWS,
                    Permission.SECRETS,
                    Permission.VARIABLES)),
    SWEEP(
            "bean:sweep",
            List.of("datazone:ListProjects"),
            Set.of(Permission.METADATA, Permission.CONTENTS, Permission.SECRETS, Permission.VARIABLES)),
    RETIREMENT(
            "bean:retirement",
            List.of(),
            Set.of(Permission.METADATA, Permission.ADMINISTRATION, Permission.CONTENTS, Permission.SECRETS)),
    DEPLOYMENTS(
            "bean:deployments",
            List.of(
                    "sagemaker:ListTags",
                    "sagemaker:ListModelPackages",
                    "sagemaker:DescribeModelPackage",
                    "sagemaker:UpdateModelPackage"),
            Set.of(Permission.METADATA, Permission.CONTENTS, Permission.ACTIONS)),
    /** Comes with every other need that has permissions on GitHub. */
    TOKEN("GitHub", List.of("secretsmanager:GetSecretValue"), Set.of());

    private final String part;
    private final List<String> actions;
    private final Set<Permission> permissions;

    Need(String part, List<String> actions, Set<Permission> permissions) {
        this.part = part;
        this.actions = actions;
        this.permissions = permissions;
    }

    /** AWS actions as policies name them. */
    public List<String> actions() {
        return actions;
    }

    /** Events are worked on without it. */
    boolean isOptional() {
        return this == DEAD_LETTERS || this == RETRY;
    }

    /** Permissions on GitHub. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /**
     * @param parts {@code bean:name}, {@code from:component}, {@code to:component}; those that need nothing are passed over
     */
    static Set<Need> of(Set<String> parts) {
        Set<Need> needs = Arrays.stream(values())
                .filter(need -> parts.contains(need.part))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class)));
        if (needs.stream().anyMatch(need -> !need.permissions.isEmpty())) {
            needs.add(TOKEN);
        }
        return needs;
    }
}
