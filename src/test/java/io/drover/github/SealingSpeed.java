package io.drover.github;

import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * What sealing a secret costs, beside what no sealed box can do without (a new X25519 key and one agreement) and beside a hash of the
 * same bytes, all measured in the same minute.
 */
public final class SealingSpeed {
    private static final int ROUNDS = 15;
    private static final int CALLS = 300;
    private static final List<Integer> SIZES = List.of(100, 48 * 1024);

    private final SecureRandom random = new SecureRandom();
    private final SealedBox box = new SealedBox(random);
    private final X25519PublicKeyParameters recipient = new X25519PrivateKeyParameters(random).generatePublicKey();
    private final String key = Base64.getEncoder().encodeToString(recipient.getEncoded());

    private SealingSpeed() {}

    public static void show(PrintStream out) {
        var speed = new SealingSpeed();
        for (int size : SIZES) {
            byte[] value = new byte[size];
            double seal = micros(() -> speed.box.seal(value, speed.key).length());
            double agreement = micros(speed::agreement);
            double hash = micros(() -> sha256(value));
            out.printf(
                    "Sealing %5d bytes: %6.0f µs, %5.0f a second; %.1f times an X25519 key and agreement (%.0f µs), SHA-256 %.1f µs%n",
                    size, seal, 1e6 / seal, seal / agreement, agreement, hash);
        }
    }

    /** Answers something of its result, so that it cannot be left out. */
    @FunctionalInterface
    private interface Work {
        int run();
    }

    /** The fastest of some rounds: what else the machine does can only make them slower. */
    private static double micros(Work work) {
        double fastest = Double.MAX_VALUE;
        int results = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long started = System.nanoTime();
            results |= round(work);
            fastest = Math.min(fastest, (System.nanoTime() - started) / 1e3 / CALLS);
        }
        if (results == 0) {
            throw new IllegalStateException("Nothing was worked out");
        }
        return fastest;
    }

    private static int round(Work work) {
        int results = 0;
        for (int i = 0; i < CALLS; i++) {
            results |= work.run();
        }
        return results;
    }

    private int agreement() {
        byte[] shared = new byte[32];
        var own = new X25519PrivateKeyParameters(random);
        byte[] sent = own.generatePublicKey().getEncoded();
        own.generateSecret(recipient, shared, 0);
        return sent.length + shared[0];
    }

    private static int sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value).length;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
