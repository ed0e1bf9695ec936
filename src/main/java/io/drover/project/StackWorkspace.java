package io.drover.project;

import io.drover.event.StackProject;
import io.drover.type.ProjectType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a project of SageMaker Projects was made from: a product of Service Catalog or a template in S3, whose stack it has.
 *
 * @param key account, region, name and id
 * @param arn the project's own
 * @param product id of the product, empty when it was made from a template
 * @param template name of the template, empty when it was made from a product
 * @param type the name of its type when its stack says it; empty when product or template tell
 * @param parameters what its users chose and what its stack tells, by name
 */
public record StackWorkspace(
        StackProject key,
        String arn,
        String product,
        String template,
        Optional<String> type,
        Map<String, String> parameters)
        implements Workspace {
    public StackWorkspace {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String profile() {
        return type.orElse(product.isEmpty() ? template : product);
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        parameters.forEach((name, value) -> facts.put(ProjectType.PARAMETER + name, value));
        facts.put("project.group", key.group());
        facts.put("project.arn", arn);
        facts.put("account", key.account());
        facts.put("region", key.region());
        return facts;
    }

    /** Names of parameters only: a value may be none of the log's business. */
    @Override
    public String toString() {
        return "StackWorkspace[%s, %s, parameters %s]".formatted(key, profile(), parameters.keySet());
    }
}
