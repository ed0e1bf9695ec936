package io.drover.sandbox.github;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.util.Pack;

/**
 * Opens what libsodium's {@code crypto_box_seal} made: ephemeral key (32), Poly1305 tag (16), XSalsa20 ciphertext.
 *
 * <p>Written apart from the product's sealer, so that a mistake there cannot hide here.
 */
final class SealedBoxOpener {
    private static final int KEY = 32;
    private static final int TAG = 16;
    private static final int NONCE = 24;
    // "expand 32-byte k": the constant words of Salsa20.
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private SealedBoxOpener() {}

    /** Empty when the box is too short, sealed for another key, or damaged. */
    static Optional<byte[]> open(byte[] box, X25519PrivateKeyParameters key) {
        if (box.length < KEY + TAG) {
            return Optional.empty();
        }
        byte[] ephemeral = Arrays.copyOf(box, KEY);
        byte[] tag = Arrays.copyOfRange(box, KEY, KEY + TAG);
        byte[] ciphertext = Arrays.copyOfRange(box, KEY + TAG, box.length);
        byte[] shared = new byte[KEY];
        try {
            X25519Agreement agreement = new X25519Agreement();
            agreement.init(key);
            agreement.calculateAgreement(new X25519PublicKeyParameters(ephemeral), shared, 0);
        } catch (IllegalStateException lowOrderPoint) {
            return Optional.empty();
        }
        XSalsa20Engine cipher = new XSalsa20Engine();
        byte[] nonce = nonce(ephemeral, key.generatePublicKey().getEncoded());
        cipher.init(false, new ParametersWithIV(new KeyParameter(hsalsa20(shared)), nonce));
        // The first 32 bytes of the key stream are the key of the tag, the text begins after them.
        byte[] tagKey = new byte[KEY];
        cipher.processBytes(tagKey, 0, KEY, tagKey, 0);
        if (!MessageDigest.isEqual(tag, poly1305(ciphertext, tagKey))) {
            return Optional.empty();
        }
        byte[] plaintext = new byte[ciphertext.length];
        cipher.processBytes(ciphertext, 0, ciphertext.length, plaintext, 0);
        return Optional.of(plaintext);
    }

    private static byte[] nonce(byte[] ephemeral, byte[] recipient) {
        Blake2bDigest digest = new Blake2bDigest(NONCE * 8);
        digest.update(ephemeral, 0, KEY);
        digest.update(recipient, 0, KEY);
        byte[] nonce = new byte[NONCE];
        digest.doFinal(nonce, 0);
        return nonce;
    }

    private static byte[] poly1305(byte[] message, byte[] key) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        byte[] tag = new byte[TAG];
        mac.doFinal(tag, 0);
        return tag;
    }

    /** HSalsa20 with a nonce of zeros: Salsa20 without the final addition, words 0, 5, 10, 15 and 6 to 9. */
    private static byte[] hsalsa20(byte[] key) {
        int[] words = Pack.littleEndianToInt(key, 0, 8);
        int[] state = new int[16];
        for (int i = 0; i < 4; i++) {
            state[5 * i] = SIGMA[i];
            state[1 + i] = words[i];
            state[11 + i] = words[4 + i];
        }
        int[] mixed = new int[16];
        Salsa20Engine.salsaCore(20, state, mixed);
        byte[] derived = new byte[KEY];
        for (int i = 0; i < 4; i++) {
            // salsaCore adds its input at the end; HSalsa20 does not.
            Pack.intToLittleEndian(mixed[5 * i] - state[5 * i], derived, 4 * i);
            Pack.intToLittleEndian(mixed[6 + i] - state[6 + i], derived, 16 + 4 * i);
        }
        return derived;
    }
}
