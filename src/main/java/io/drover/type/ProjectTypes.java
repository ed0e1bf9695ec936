package io.drover.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Permanent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All types by name, and the business units' accounts.
 *
 * @param types in the order of the file
 * @param products ids of Service Catalog products with the names of the types of what is made from them
 * @param templates names of templates in S3 with the names of the types of what is made from them
 */
public record ProjectTypes(
        Map<String, ProjectType> types,
        List<BusinessUnit> accounts,
        Map<String, String> products,
        Map<String, String> templates) {
    /** The type of all projects of SageMaker Unified Studio; its roles are {@code build} and {@code deploy}. */
    public static final String STUDIO = "smus";

    public ProjectTypes {
        types = new LinkedHashMap<>(types);
        accounts = List.copyOf(accounts);
        products = Map.copyOf(products);
        templates = Map.copyOf(templates);
    }

    /**
     * Something wrong in a registry.
     *
     * @param pointer where, as a JSON pointer
     * @param sentence what, and what to do
     */
    public record Problem(String pointer, String sentence) {}

    /**
     * What was read.
     *
     * @param types as far as they could be read
     * @param problems empty when all is right
     */
    public record Reading(ProjectTypes types, List<Problem> problems) {}

    public static ProjectTypes none() {
        return new ProjectTypes(Map.of(), List.of(), Map.of(), Map.of());
    }

    /**
     * Reads a registry; never fails.
     *
     * @param others names of types of another registry that products and templates may name as well
     */
    public static Reading read(JsonNode registry, Set<String> others) {
        List<Problem> problems = new ArrayList<>();
        ProjectTypes types = new RegistryReader(others, problems).read(registry);
        types.types().forEach((name, type) -> problems.addAll(new TypeCheck(name, type).problems()));
        return new Reading(types, List.copyOf(problems));
    }

    /** These, with a type of the same name replaced and others added, and the other's accounts, products and templates. */
    public ProjectTypes with(ProjectTypes other) {
        Map<String, ProjectType> all = new LinkedHashMap<>(types);
        all.putAll(other.types);
        List<BusinessUnit> both = new ArrayList<>(other.accounts);
        both.addAll(accounts);
        Map<String, String> allProducts = new LinkedHashMap<>(products);
        allProducts.putAll(other.products);
        Map<String, String> allTemplates = new LinkedHashMap<>(templates);
        allTemplates.putAll(other.templates);
        return new ProjectTypes(all, both, allProducts, allTemplates);
    }

    /**
     * The type of this name.
     *
     * @throws Permanent when there is none; the message lists those there are
     */
    public ProjectType get(String name) {
        return Optional.ofNullable(types.get(name))
                .orElseThrow(() ->
                        new Permanent("There is no project type '%s': it is one of %s (drover.project-types)."
                                .formatted(name, String.join(", ", types.keySet()))));
    }

    /**
     * The name of the type of projects made from this product or this template; empty when they are of none.
     *
     * @param product id of the Service Catalog product, or empty
     * @param template name of the template in S3, or empty
     */
    public Optional<String> find(String product, String template) {
        return Optional.ofNullable(products.get(product)).or(() -> Optional.ofNullable(templates.get(template)));
    }

    /** Whose projects are in this account and region; empty when nobody's. */
    public Optional<BusinessUnit> unit(String account, String region) {
        return accounts.stream().filter(unit -> unit.has(account, region)).findFirst();
    }
}
