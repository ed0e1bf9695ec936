package io.drover.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * @see <a href="https://nacl.cr.yp.to/install.html">NaCl's tests core1 and core2</a>, also sections 8 of "Cryptography in NaCl"
 */
class HSalsa20Test {
    private static final byte[] SHARED =
            HexFormat.of().parseHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");

    private static final byte[] FIRST_KEY =
            HexFormat.of().parseHex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");

    @Test
    void derivesNaClsFirstKeyFromTheSharedSecretAndZeros() {
        assertThat(HSalsa20.derive(SHARED, new byte[16])).isEqualTo(FIRST_KEY);
    }

    @Test
    void derivesNaClsSecondKeyFromTheFirstAndTheNoncePrefix() {
        byte[] noncePrefix = HexFormat.of().parseHex("69696ee955b62b73cd62bda875fc73d6");

        assertThat(HSalsa20.derive(FIRST_KEY, noncePrefix))
                .isEqualTo(HexFormat.of().parseHex("dc908dda0b9344a953629b733820778880f3ceb421bb61b91cbd4c3e66256ce4"));
    }

    @Test
    void leavesKeyAndInputAsTheyAre() {
        byte[] key = SHARED.clone();
        byte[] input = "0123456789abcdef".getBytes(US_ASCII);

        byte[] derived = HSalsa20.derive(key, input);

        assertThat(derived).hasSize(32);
        assertThat(key).isEqualTo(SHARED);
        assertThat(input).isEqualTo("0123456789abcdef".getBytes(US_ASCII));
    }
}
