package io.drover.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for the processes that the sandbox starts. */
public final class FreePort {
    private FreePort() {}

    /** This port when nobody has it, else any other. */
    public static int near(int port) {
        try {
            return free(port);
        } catch (IOException taken) {
            try {
                return free(0);
            } catch (IOException e) {
                throw new UncheckedIOException("No port is free", e);
            }
        }
    }

    private static int free(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
