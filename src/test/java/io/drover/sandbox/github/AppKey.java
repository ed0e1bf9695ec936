package io.drover.sandbox.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** A key pair of a GitHub App: the public half for the stand-in, the private half for the secret. */
public final class AppKey {
    private final KeyPair pair;

    private AppKey(KeyPair pair) {
        this.pair = pair;
    }

    public static AppKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new AppKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    public PublicKey publicHalf() {
        return pair.getPublic();
    }

    PrivateKey privateHalf() {
        return pair.getPrivate();
    }

    /** PEM as GitHub gives it out. */
    public String pkcs1() {
        try {
            var info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
            return pem(
                    "RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PEM as openssl makes it of that. */
    public String pkcs8() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
    }
}
