package io.drover.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Reads an RSA private key in PEM: PKCS#1, as GitHub gives it out, or PKCS#8. Secrets are passed on in many forms, so line ends may be
 * real, written as {@code \n}, or gone, and the whole may be in base64 once more.
 */
final class PrivateKeyPem {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----(.+?)-----END (RSA )?PRIVATE KEY-----", Pattern.DOTALL);

    private PrivateKeyPem() {}

    /**
     * @throws IllegalArgumentException when it is no such key; without a cause, whose message might show the key
     */
    static PrivateKey read(String text) {
        try {
            Matcher pem = PEM.matcher(text.contains("-----BEGIN") ? text : unwrapped(text));
            if (pem.find()) {
                byte[] der = decode(pem.group(2).replace("\\r", "").replace("\\n", ""));
                byte[] pkcs8 = pem.group(1) == null ? der : pkcs8(der);
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            }
        } catch (RuntimeException | IOException | GeneralSecurityException e) {
            // Said below; BouncyCastle meets a foreign structure with exceptions of several kinds.
        }
        throw new IllegalArgumentException(
                "has a \"private_key\" that is no RSA key in PEM: put the .pem file into it that GitHub gave out.");
    }

    private static String unwrapped(String text) {
        return new String(decode(text), StandardCharsets.US_ASCII);
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    }

    private static byte[] pkcs8(byte[] pkcs1) throws IOException {
        var rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(pkcs1)).getEncoded();
    }
}
