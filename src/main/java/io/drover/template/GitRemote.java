package io.drover.template;

import io.drover.failure.RetryLater;
import io.drover.github.Credentials;
import io.drover.github.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * Git over HTTP without a child process, a work tree or a file. The token goes out with the first request, in a header: never in an
 * address, and without the refused request that being asked for it costs.
 */
public final class GitRemote {
    static {
        NoGitConfig.install();
        // The packs are in memory anyway; the default of 32 MB would go on holding those that are gone.
        DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockLimit(1 << 20));
    }

    private static final int TIMEOUT_SECONDS = 30;

    private final URI base;
    private final Credentials credentials;

    /**
     * @param base what stands before {@code /owner/name.git}, without a slash at the end
     */
    public GitRemote(URI base, Credentials credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    /** Something done over a transport; it closes neither the transport nor its repository. */
    @FunctionalInterface
    interface Talk<T> {
        T over(Transport transport) throws IOException;
    }

    /** An empty repository in memory, the near end of a talk. */
    static InMemoryRepository local() {
        var repository = new InMemoryRepository(new DfsRepositoryDescription("local"));
        // Version 0 lists the refs in the first answer; version 2 takes a second request for it.
        repository.getConfig().setString("protocol", null, "version", "0");
        return repository;
    }

    /**
     * Talks to the remote repository. When it refuses, the token is read again, once.
     *
     * @param what verb and object, for the failure's text
     * @throws RetryLater when the remote cannot be reached or refuses
     */
    <T> T talk(String what, RepositoryName name, InMemoryRepository local, Talk<T> talk) {
        String token = credentials.token();
        try {
            return over(name, local, token, talk);
        } catch (NoRemoteRepositoryException e) {
            throw failure(what, e);
        } catch (TransportException e) {
            credentials.rejected(token);
            return again(what, name, local, token, talk, e);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private <T> T again(
            String what,
            RepositoryName name,
            InMemoryRepository local,
            String old,
            Talk<T> talk,
            TransportException refused) {
        String token = credentials.token();
        if (token.equals(old)) {
            throw failure(what, refused);
        }
        try {
            return over(name, local, token, talk);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private <T> T over(RepositoryName name, InMemoryRepository local, String token, Talk<T> talk) throws IOException {
        try (Transport transport = Transport.open(local, address(name))) {
            transport.setTimeout(TIMEOUT_SECONDS);
            if (transport instanceof TransportHttp http) {
                http.setAdditionalHeaders(Map.of("Authorization", basic(token)));
            }
            return talk.over(transport);
        }
    }

    private URIish address(RepositoryName name) {
        try {
            return new URIish(base + "/" + name + ".git");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No address for " + name, e);
        }
    }

    /** Any user name does for a token: https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api */
    private static String basic(String token) {
        byte[] pair = ("x-access-token:" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static RetryLater failure(String what, IOException cause) {
        return new RetryLater(
                "Git could not %s: %s. Check that the repository is there and that the token may use it."
                        .formatted(what, cause.getMessage()),
                null,
                cause);
    }
}
