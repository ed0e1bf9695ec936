package io.drover.github;

import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.util.Pack;

/**
 * HSalsa20: derives a key from a key and 16 bytes.
 *
 * @see <a href="https://cr.yp.to/snuffle/xsalsa-20110204.pdf">Extending the Salsa20 nonce</a>, section 2
 */
final class HSalsa20 {
    private static final int ROUNDS = 20;
    private static final int[] SIGMA =
            Pack.littleEndianToInt("expand 32-byte k".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 4);
    /** The words that stay secret to nobody: the diagonal and the input. They are the derived key. */
    private static final int[] OUTPUT = {0, 5, 10, 15, 6, 7, 8, 9};

    private HSalsa20() {}

    /**
     * @param key 32 bytes
     * @param input 16 bytes
     * @return 32 bytes
     */
    static byte[] derive(byte[] key, byte[] input) {
        int[] k = Pack.littleEndianToInt(key, 0, 8);
        int[] n = Pack.littleEndianToInt(input, 0, 4);
        int[] block = {
            SIGMA[0], k[0], k[1], k[2],
            k[3], SIGMA[1], n[0], n[1],
            n[2], n[3], SIGMA[2], k[4],
            k[5], k[6], k[7], SIGMA[3]
        };
        int[] mixed = new int[block.length];
        Salsa20Engine.salsaCore(ROUNDS, block, mixed);
        int[] derived = new int[OUTPUT.length];
        for (int i = 0; i < OUTPUT.length; i++) {
            // salsaCore adds its input at the end, HSalsa20 does not.
            derived[i] = mixed[OUTPUT[i]] - block[OUTPUT[i]];
        }
        return Pack.intToLittleEndian(derived);
    }
}
