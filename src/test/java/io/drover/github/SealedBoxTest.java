package io.drover.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.SettableClock;
import io.drover.github.ActionsSettings.PublicKey;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.CallLog;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes are opened by GitHub's stand-in, whose opener was written apart and is checked against libsodium's own boxes. */
class SealedBoxTest {
    private static final RepositoryName REPOSITORY = RepositoryName.parse("acme/build");
    private static GitHubStandIn gitHub;
    private static GitHubHttp http;

    private final SealedBox box = new SealedBox(new SecureRandom());

    @BeforeAll
    static void start() {
        gitHub = new GitHubStandIn(new CallLog());
        gitHub.organization("acme");
        gitHub.createRepository("acme/build");
        gitHub.accept("ghp_valid");
        http = Connections.to(gitHub.apiUrl(), new Tokens("ghp_valid"), 4, new SettableClock(Instant.EPOCH));
    }

    @AfterAll
    static void stop() {
        gitHub.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "arn:aws:iam::111122223333:role/aiops",
                "größe-✓-😀-דרובר",
                "thirty-one bytes are less than ",
                "thirty-two bytes end one block.."
            })
    void whatIsSealedIsOpened(String text) {
        assertThat(sentAndOpened(text)).isEqualTo(text);
    }

    @Test
    void theLongestSecretThatGitHubTakesIsOpened() {
        String text = "0123456789abcdef".repeat(3000);

        assertThat(sentAndOpened(text)).hasSize(48_000).isEqualTo(text);
    }

    @Test
    void twoBoxesOfTheSameTextDiffer() {
        String key = publicKey().key();

        assertThat(box.seal("same".getBytes(UTF_8), key)).isNotEqualTo(box.seal("same".getBytes(UTF_8), key));
    }

    @Test
    void aBoxIs48BytesLongerThanItsTextAndDoesNotShowIt() {
        byte[] sealed = Base64.getDecoder()
                .decode(box.seal("secret".getBytes(UTF_8), publicKey().key()));

        assertThat(sealed).hasSize(48 + 6);
        assertThat(new String(sealed, UTF_8)).doesNotContain("secret");
    }

    private static PublicKey publicKey() {
        return Await.answer(new ActionsSettings(http).publicKey(REPOSITORY));
    }

    private String sentAndOpened(String text) {
        PublicKey key = publicKey();
        String sealed = box.seal(text.getBytes(UTF_8), key.key());
        Await.answer(http.send(
                "set the secret",
                "PUT",
                "/repos/acme/build/actions/secrets/BOX",
                Map.of("encrypted_value", sealed, "key_id", key.id())));
        return String.valueOf(gitHub.secrets("acme/build").get("BOX"));
    }
}
