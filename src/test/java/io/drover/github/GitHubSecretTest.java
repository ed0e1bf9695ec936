package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.github.AppKey;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GitHubSecretTest {
    private static final AppKey KEY = AppKey.generate();

    @Test
    void readsAToken() {
        assertThat(GitHubSecret.parse("{\"token\":\" github_pat_x \"}"))
                .isEqualTo(new GitHubSecret.Token("github_pat_x"));
    }

    static Stream<String> keys() {
        String pkcs1 = KEY.pkcs1();
        return Stream.of(
                pkcs1,
                KEY.pkcs8(),
                pkcs1.strip(),
                pkcs1.replace("\n", "\r\n"),
                pkcs1.replace("\n", "\\n"),
                pkcs1.replace("\n", "\\r\\n"),
                pkcs1.replace("\n", " "),
                pkcs1.replace("\n", ""),
                "\"" + pkcs1 + "\"",
                base64(pkcs1),
                base64(KEY.pkcs8()).replaceAll("(.{76})", "$1\n"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void readsTheKeyOfAnAppInEachFormInWhichKeysArePassedOn(String key) {
        ObjectNode json = json().put("app_id", "123").put("private_key", key);

        var app = (GitHubSecret.App) GitHubSecret.parse(json.toString());

        assertThat(((RSAPrivateKey) app.key()).getModulus()).isEqualTo(((RSAPublicKey) KEY.publicHalf()).getModulus());
    }

    @Test
    void readsAKeyThatWasPastedWithItsLineEnds() {
        String pasted = "{\"app_id\": 123, \"private_key\": \"" + KEY.pkcs1() + "\"}";

        assertThat(GitHubSecret.parse(pasted)).isInstanceOf(GitHubSecret.App.class);
    }

    @Test
    void idsMayBeNumbersOrText() {
        var text = (GitHubSecret.App) GitHubSecret.parse(
                secret().put("app_id", " 123").put("installation_id", "456").toString());
        var numbers = (GitHubSecret.App) GitHubSecret.parse(
                secret().put("app_id", 123).put("installation_id", 456L).toString());

        assertThat(text.issuer()).isEqualTo("123").isEqualTo(numbers.issuer());
        assertThat(text.installationId()).contains("456").isEqualTo(numbers.installationId());
    }

    @Test
    void theClientIdMayStandForTheAppId() {
        var app = (GitHubSecret.App)
                GitHubSecret.parse(secret().put("client_id", "Iv23client").toString());

        assertThat(app.issuer()).isEqualTo("Iv23client");
        assertThat(app.installationId()).isEmpty();
    }

    @Test
    void nothingOfASecretIsInItsText() {
        String app = GitHubSecret.parse(secret().put("app_id", 123).toString()).toString();

        assertThat(app).isEqualTo("App[issuer=123, installationId=to be looked up]");
        assertThat(GitHubSecret.parse("{\"token\":\"ghp_canary\"}").toString()).isEqualTo("Token");
    }

    @ParameterizedTest
    @MethodSource("brokenKeys")
    void aKeyThatIsNoneIsRefusedWithoutShowingIt(String key) {
        String secret = json().put("app_id", 1).put("private_key", key).toString();

        assertThatThrownBy(() -> GitHubSecret.parse(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("has a \"private_key\" that is no RSA key in PEM")
                .hasNoCause();
    }

    static Stream<String> brokenKeys() {
        return Stream.of(
                "canary",
                base64("canary"),
                KEY.pkcs1().substring(0, 400),
                KEY.pkcs1().replace("-----BEGIN RSA PRIVATE KEY-----\n", "-----BEGIN RSA PRIVATE KEY-----\n!"),
                KEY.pkcs1().replace("RSA PRIVATE KEY-----\nMII", "RSA PRIVATE KEY-----\nAII"),
                KEY.pkcs8().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
                KEY.pkcs8().replace("PRIVATE KEY", "PUBLIC KEY"),
                KEY.pkcs8().replace("PRIVATE KEY", "RSA PRIVATE KEY"));
    }

    private static ObjectNode secret() {
        return json().put("private_key", KEY.pkcs8());
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
