package io.drover.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors were made by libsodium's crypto_box_seal (npm libsodium-wrappers). */
class SealedBoxOpenerTest {
    static final String PRIVATE_KEY = "w5Au9gDBiPCpsNMtXnjt+IbWGIfmmKgaqwhMj4bb/m8=";
    static final String PUBLIC_KEY = "viuLdbNpuPRZuLFTeZvFqwei+P66BMEcyEPRn+Va4lw=";
    static final String SEALED = "hlG+T3YVKtJSUlR+1ovJR9kEBrK+IcFA0cUXGffq+X9e1VKQLLs4CxDY5KvEC/4FFS17rnD0";

    @ParameterizedTest
    @CsvSource(textBlock = """
        '', XF0rKaZuiqGGMMI0fHpHGRw1M5aevO1vWcdPGiciFV9VLvTiivf9015+hcJpfmpZ
        s3cret, hlG+T3YVKtJSUlR+1ovJR9kEBrK+IcFA0cUXGffq+X9e1VKQLLs4CxDY5KvEC/4FFS17rnD0
        arn:aws:iam::123456789012:role/größe-✓, \
        PqA8iPm+nYtJb5Z2A2wlfMJWuiKBF35G/EHQoYSmmnu/nI1xXRySV0Q19uhUn8Ylaa/H6jeJ7cJ1H5opDcxv6Zo59KY1RXugZPyhmp6YKUT3cn5kPYCx7IsG
        """)
    void opensWhatLibsodiumSealed(String plaintext, String sealed) {
        var opened = SealedBoxOpener.open(decode(sealed), key());

        assertThat(opened)
                .hasValueSatisfying(
                        bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo(plaintext));
    }

    @Test
    void opensALongBoxOfSeveralCipherBlocks() {
        String sealed =
                "u/56TaLLq1GswIl+jmr4fCkTjSdq+RKp77MvKwCUXCaRUalIJ9v2eD80LtQfI+GfbI+2lnWRrYQIDWFieK/aBohc211MBCRp"
                        + "ejeDn0/8+IB18E8b0maTRRfLGwSkZ/w5bpj0p8u5LCD5v86hnWSXvM9qMV7KT/0Uq23NdRWJQ+S6eMoErEquzM6+jbMaEgnd"
                        + "nvN+ycE3dn06UKZ+CmT00uP/COSF0gyUaOQXo52IrmBBrsi139qzhOa43xqnuoI9I3a0192SP0Fy/cZ1Qp3MTD9RHymOkm9k"
                        + "x5Zpcb2O/LZ//Xgzr4iUoaSRwa9hyfFsDTfERgo4OFc=";

        assertThat(SealedBoxOpener.open(decode(sealed), key()))
                .hasValueSatisfying(
                        bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo("x".repeat(200)));
    }

    @Test
    void refusesADamagedBoxAForeignKeyAndPlaintext() {
        byte[] damaged = decode(SEALED);
        damaged[damaged.length - 1] ^= 1;
        byte[] foreign = new byte[32];
        foreign[0] = 8;

        assertThat(SealedBoxOpener.open(damaged, key())).isEmpty();
        assertThat(SealedBoxOpener.open(decode(SEALED), new X25519PrivateKeyParameters(foreign)))
                .isEmpty();
        assertThat(SealedBoxOpener.open("plaintext".getBytes(UTF_8), key())).isEmpty();
        assertThat(SealedBoxOpener.open(new byte[64], key())).isEmpty();
    }

    @Test
    void showsThePublicKeyThatLibsodiumShows() {
        assertThat(new SecretsKey("1", key()).publicKey()).isEqualTo(PUBLIC_KEY);
    }

    static X25519PrivateKeyParameters key() {
        return new X25519PrivateKeyParameters(decode(PRIVATE_KEY));
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
