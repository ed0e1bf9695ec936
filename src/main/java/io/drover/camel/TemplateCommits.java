package io.drover.camel;

import io.drover.github.Credentials;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.eclipse.egit.github.core.IRepositoryIdProvider;
import org.eclipse.egit.github.core.Repository;
import org.eclipse.egit.github.core.RepositoryCommit;
import org.eclipse.egit.github.core.User;
import org.eclipse.egit.github.core.client.GitHubClient;
import org.eclipse.egit.github.core.service.CommitService;
import org.eclipse.egit.github.core.service.RepositoryService;

/**
 * What camel-github needs to watch the template repository: the same address and token as the rest of Drover, and one small request a look
 * (its own services ask for the repository while Camel starts, and for the branch's whole history every time).
 */
public final class TemplateCommits {
    private final GitHubClient client;

    public TemplateCommits(URI api, Credentials credentials) {
        client = new AuthorizedClient(api, credentials);
    }

    /** To be bound as {@code githubRepositoryService}. */
    public RepositoryService repositoryService() {
        return new RepositoryService(client) {
            @Override
            public Repository getRepository(String owner, String name) {
                return new Repository().setOwner(new User().setLogin(owner)).setName(name);
            }
        };
    }

    /** To be bound as {@code githubCommitService}. */
    public CommitService commitService() {
        return new CommitService(client) {
            @Override
            public List<RepositoryCommit> getCommits(IRepositoryIdProvider repository, String branch, String path) {
                return List.copyOf(pageCommits(repository, branch, path, 1).next());
            }
        };
    }

    private static final class AuthorizedClient extends GitHubClient {
        private final URI api;
        private final Credentials credentials;

        AuthorizedClient(URI api, Credentials credentials) {
            super(api.getHost(), api.getPort(), api.getScheme());
            this.api = api;
            this.credentials = credentials;
        }

        @Override
        protected String createUri(String path) {
            return path.startsWith("http") ? path : api + path;
        }

        @Override
        protected HttpURLConnection createGet(String uri) throws IOException {
            HttpURLConnection request = super.createGet(uri);
            request.setRequestProperty("Authorization", "Bearer " + credentials.token());
            return request;
        }
    }
}
