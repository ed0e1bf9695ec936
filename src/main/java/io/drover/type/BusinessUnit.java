package io.drover.type;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one business unit.
 *
 * @param region null for any
 * @param dev where its projects are, 12 digits
 * @param preprod 12 digits; null when there is none
 * @param prod 12 digits; null when there is none
 * @param readerRole ARN of a role in {@code dev} that Drover assumes to look at projects; null when Drover is in that account
 * @param externalId what that role asks for; null when nothing
 */
public record BusinessUnit(
        String name,
        @Nullable String region,
        String dev,
        @Nullable String preprod,
        @Nullable String prod,
        @Nullable String readerRole,
        @Nullable String externalId) {

    /**
     * @throws IllegalArgumentException when it has no name or no account for projects
     */
    public BusinessUnit(
            @Nullable String name,
            @Nullable String region,
            @Nullable String dev,
            @Nullable String preprod,
            @Nullable String prod,
            @Nullable String readerRole,
            @Nullable String externalId) {
        if (name == null || dev == null || !dev.matches("[0-9]{12}")) {
            throw new IllegalArgumentException(
                    "Give each of the accounts a name and, as dev, the 12 digits of its account in quotes.");
        }
        this.name = name;
        this.region = region;
        this.dev = dev;
        this.preprod = preprod;
        this.prod = prod;
        this.readerRole = readerRole;
        this.externalId = externalId;
    }

    boolean has(String account, String inRegion) {
        return dev.equals(account) && (region == null || region.equals(inRegion));
    }

    /** {@code business.unit}, {@code account.dev} and those of the other two that there are. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("business.unit", name);
        facts.put("account.dev", dev);
        Optional.ofNullable(preprod).ifPresent(account -> facts.put("account.preprod", account));
        Optional.ofNullable(prod).ifPresent(account -> facts.put("account.prod", account));
        return facts;
    }
}
