package io.drover.github;

import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * libsodium's {@code crypto_box_seal}: anybody can close the box with the public key, only the key's owner can open it.
 *
 * @see <a href="https://doc.libsodium.org/public-key_cryptography/sealed_boxes">Sealed boxes</a>
 * @see <a href="https://docs.github.com/en/rest/guides/encrypting-secrets-for-the-rest-api">GitHub: encrypting secrets</a>
 */
final class SealedBox {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 24;
    private static final int TAG_BYTES = 16;

    private final SecureRandom random;

    SealedBox(SecureRandom random) {
        this.random = random;
    }

    /**
     * @param publicKey Base64 of 32 bytes, as GitHub gives it
     * @return Base64 of ephemeral key, tag and ciphertext: 48 bytes more than the message
     */
    String seal(byte[] message, String publicKey) {
        byte[] recipient = Base64.getDecoder().decode(publicKey);
        var ephemeral = new X25519PrivateKeyParameters(random);
        byte[] sender = ephemeral.generatePublicKey().getEncoded();
        byte[] shared = new byte[KEY_BYTES];
        ephemeral.generateSecret(new X25519PublicKeyParameters(recipient), shared, 0);

        XSalsa20Engine cipher = cipher(shared, nonce(sender, recipient));
        byte[] authenticationKey = new byte[KEY_BYTES];
        cipher.processBytes(new byte[KEY_BYTES], 0, KEY_BYTES, authenticationKey, 0);
        byte[] box = new byte[KEY_BYTES + TAG_BYTES + message.length];
        System.arraycopy(sender, 0, box, 0, KEY_BYTES);
        cipher.processBytes(message, 0, message.length, box, KEY_BYTES + TAG_BYTES);

        var authentication = new Poly1305();
        authentication.init(new KeyParameter(authenticationKey));
        authentication.update(box, KEY_BYTES + TAG_BYTES, message.length);
        authentication.doFinal(box, KEY_BYTES);
        return Base64.getEncoder().encodeToString(box);
    }

    /**
     * {@code crypto_box} takes HSalsa20(shared, 0) as its key. BouncyCastle shows no HSalsa20 of its own, but XSalsa20 begins with one: see
     * {@link HSalsa20}.
     */
    private static XSalsa20Engine cipher(byte[] shared, byte[] nonce) {
        var cipher = new XSalsa20Engine();
        cipher.init(true, new ParametersWithIV(new KeyParameter(HSalsa20.derive(shared, new byte[16])), nonce));
        return cipher;
    }

    private static byte[] nonce(byte[] sender, byte[] recipient) {
        var hash = new Blake2bDigest(NONCE_BYTES * Byte.SIZE);
        hash.update(sender, 0, sender.length);
        hash.update(recipient, 0, recipient.length);
        byte[] nonce = new byte[NONCE_BYTES];
        hash.doFinal(nonce, 0);
        return nonce;
    }
}
