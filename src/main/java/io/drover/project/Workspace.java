package io.drover.project;

import java.util.Map;

/** What a finished project runs on in AWS. */
public sealed interface Workspace permits StudioWorkspace, StackWorkspace {
    /** What it was made from, as people call it: a project profile, a product, a template. */
    String profile();

    /** What types of projects may name, without what {@link Project#facts()} adds. */
    Map<String, String> facts();
}
