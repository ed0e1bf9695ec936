package io.drover.github;

import java.net.URI;
import java.util.Locale;

/**
 * Where GitHub's products have their REST API.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api">Getting started with the REST API</a>
 */
final class ApiAddress {
    private ApiAddress() {}

    /** The address that was probably meant by one that is no API. */
    static String advice(URI api) {
        String host = String.valueOf(api.getHost()).toLowerCase(Locale.ROOT);
        String meant;
        if (host.equals("github.com") || host.endsWith(".github.com")) {
            meant = "https://api.github.com";
        } else if (host.endsWith(".ghe.com")) {
            meant = "https://" + (host.startsWith("api.") ? host : "api." + host);
        } else {
            meant = api.getScheme() + "://" + api.getAuthority() + "/api/v3";
        }
        String unlike = meant.equals(api.toString()) ? "check that a proxy lets it through" : "it is probably " + meant;
        return "Correct drover.github.api-url, %s. (github.com: https://api.github.com, GHE.com: https://api.SUBDOMAIN.ghe.com, GitHub Enterprise Server: https://HOST/api/v3)"
                .formatted(unlike);
    }
}
