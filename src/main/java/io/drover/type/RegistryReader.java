package io.drover.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.failure.Foreign;
import io.drover.type.ProjectTypes.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads types and accounts, and notes what cannot be read where it stands. */
final class RegistryReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServiceCatalogProvisioningDetails.html */
    private static final Naming PRODUCT =
            new Naming("[a-zA-Z0-9_-]{1,100}", "up to 100 letters, digits, hyphens and underscores");

    /** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CfnCreateTemplateProvider.html */
    private static final Naming TEMPLATE =
            new Naming("(?=.{1,32}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*", "up to 32 letters, digits and hyphens");

    private static final List<String> KEYS = List.of("types", "products", "templates", "accounts");

    private final Set<String> others;
    private final List<Problem> problems;

    RegistryReader(Set<String> others, List<Problem> problems) {
        this.others = others;
        this.problems = problems;
    }

    ProjectTypes read(JsonNode registry) {
        if (!registry.isObject()) {
            problems.add(new Problem(
                    "", "it is no file of project types, which has %s.".formatted(String.join(", ", KEYS))));
        }
        registry.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> problems.add(new Problem(
                        "/" + key,
                        "'%s' is not known here: the file has %s.".formatted(key, String.join(", ", KEYS)))));
        Map<String, ProjectType> types = new LinkedHashMap<>();
        registry.path("types")
                .properties()
                .forEach(type -> read(type.getValue(), "/types/" + escaped(type.getKey()), ProjectType.class)
                        .ifPresent(read -> types.put(type.getKey(), read)));
        List<BusinessUnit> accounts = new ArrayList<>();
        for (int i = 0; i < registry.path("accounts").size(); i++) {
            read(registry.path("accounts").path(i), "/accounts/" + i, BusinessUnit.class)
                    .ifPresent(accounts::add);
        }
        return new ProjectTypes(
                types, accounts, names(registry, "products", PRODUCT), names(registry, "templates", TEMPLATE));
    }

    /**
     * What AWS lets something be called.
     *
     * @param pattern a regular expression
     * @param words the same for people
     */
    private record Naming(String pattern, String words) {}

    private Map<String, String> names(JsonNode registry, String key, Naming naming) {
        Set<String> types = new LinkedHashSet<>(others);
        registry.path("types").fieldNames().forEachRemaining(types::add);
        Map<String, String> names = new LinkedHashMap<>();
        registry.path(key).properties().forEach(each -> {
            String pointer = "/%s/%s".formatted(key, escaped(each.getKey()));
            if (!each.getKey().matches(naming.pattern())) {
                problems.add(new Problem(
                        pointer,
                        "'%s' can be none of the %s: AWS calls them by %s."
                                .formatted(Foreign.shown(each.getKey()), key, naming.words())));
            } else if (!each.getValue().isTextual()) {
                problems.add(new Problem(pointer, "it is to be the name of a type."));
            } else if (!types.contains(each.getValue().asText())) {
                problems.add(new Problem(
                        pointer,
                        "there is no project type '%s': it is one of %s."
                                .formatted(Foreign.shown(each.getValue().asText()), String.join(", ", types))));
            } else {
                names.put(each.getKey(), each.getValue().asText());
            }
        });
        return names;
    }

    private <T> Optional<T> read(JsonNode node, String pointer, Class<T> type) {
        try {
            return Optional.of(MAPPER.treeToValue(node, type));
        } catch (JsonMappingException e) {
            problems.add(new Problem(pointer + path(e), sentence(e)));
        } catch (JsonProcessingException e) {
            problems.add(new Problem(pointer, Foreign.oneLine(e.getOriginalMessage())));
        }
        return Optional.empty();
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : escaped(step.getFieldName())))
                .collect(Collectors.joining());
    }

    private static String sentence(JsonMappingException problem) {
        return problem instanceof PropertyBindingException unknown && unknown.getKnownPropertyIds() != null
                ? "'%s' is not known here: it may be %s."
                        .formatted(
                                unknown.getPropertyName(),
                                new TreeSet<>(unknown.getKnownPropertyIds())
                                        .stream().map(String::valueOf).collect(Collectors.joining(", ")))
                : Foreign.oneLine(problem.getOriginalMessage());
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
