package io.drover.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.http.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /repos/acme/build",
        "GET, /users/acme",
        "GET, /user",
        "GET, /orgs/acme",
        "GET, /rate_limit",
        "GET, /repos/acme/build/contents/a%2Fb",
        "GET, /repos/acme/build/actions/secrets",
        "GET, /repos/acme/build/actions/secrets/public-key",
        "GET, /repos/acme/build/actions/variables"
    })
    void findsThatAnAnswerIsTooSmall(String method, String path) {
        assertThat(Contract.check(method, path, Response.json(200, "{}"))).isNotEmpty();
        assertThat(Contract.check(method, path, Response.json(404, "{\"message\":\"Not Found\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"418", "500", "201"})
    void findsAStatusThatGitHubDoesNotAnswer(int status) {
        assertThat(Contract.check("GET", "/repos/acme/build", Response.json(status, "{}")))
                .isNotEmpty();
    }
}
