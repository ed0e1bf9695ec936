package io.drover.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A TCP connection to a server on this machine that can be cut and mended, as when that server goes away and comes back. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean cut;

    /**
     * @param target port that connections are passed on to
     */
    public TcpProxy(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No port for a proxy", e);
        }
        workers.execute(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections; new ones end at once, too. */
    public void cut() {
        cut = true;
        open.forEach(TcpProxy::end);
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // The caller sees it, too.
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        if (cut) {
            end(caller);
            return;
        }
        open.add(caller);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(server);
        workers.execute(() -> pass(caller, server));
        workers.execute(() -> pass(server, caller));
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Whoever is left sees its connection end.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            workers.shutdownNow();
        }
    }
}
