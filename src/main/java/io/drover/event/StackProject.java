package io.drover.event;

import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of SageMaker Projects, as Drover's subjects name it: {@code ACCOUNT:REGION/NAME-ID}. Name and id stand together, as in the
 * names of its model package group and its pipeline, because AWS finds a project by its name and people tell it by its id.
 *
 * @param account 12 digits
 * @param name at most 32 letters, digits and hyphens
 * @param id {@code p-} and letters or digits, 20 characters at the most
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProject.html">CreateProject</a>
 */
public record StackProject(String account, String region, String name, String id) {
    private static final String NAME = "[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,31}";
    private static final Pattern HOME = Pattern.compile("([0-9]{12}):([a-z0-9-]{9,16})");
    private static final Pattern GROUP = Pattern.compile("(" + NAME + ")-(p-[a-zA-Z0-9]{5,18})");

    /**
     * @throws Permanent when SageMaker could not have such a project
     */
    public StackProject {
        if (!isHome(home(account, region)) || !GROUP.matcher(name + "-" + id).matches()) {
            throw new Permanent("'%s' with the id '%s' in account %s, region %s, is no project of SageMaker Projects."
                    .formatted(Foreign.shown(name), Foreign.shown(id), Foreign.shown(account), Foreign.shown(region)));
        }
    }

    /** A subject's first part, for the projects of an account and region. */
    public static String home(String account, String region) {
        return account + ":" + region;
    }

    public static String accountOf(String home) {
        return home.substring(0, home.indexOf(':'));
    }

    public static String regionOf(String home) {
        return home.substring(home.indexOf(':') + 1);
    }

    /** Whether SageMaker could call a project so. */
    static boolean isName(String text) {
        return text.matches(NAME);
    }

    /** Whether a subject's first part names the home of such projects rather than a DataZone domain. */
    public static boolean isHome(String domainId) {
        return HOME.matcher(domainId).matches();
    }

    /** The project of a subject's two parts; empty when they are of another kind. */
    public static Optional<StackProject> find(String domainId, String projectId) {
        Matcher home = HOME.matcher(domainId);
        Matcher group = GROUP.matcher(projectId);
        return home.matches() && group.matches()
                ? Optional.of(new StackProject(home.group(1), home.group(2), group.group(1), group.group(2)))
                : Optional.empty();
    }

    /** The subject's first part. */
    public String home() {
        return home(account, region);
    }

    /** The subject's second part; also the name of its model package group and of its pipeline. */
    public String group() {
        return name + "-" + id;
    }

    @Override
    public String toString() {
        return home() + "/" + group();
    }
}
