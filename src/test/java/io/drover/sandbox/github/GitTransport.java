package io.drover.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Git over smart HTTP, protocols 0 and 2.
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-http">gitprotocol-http</a>
 */
final class GitTransport {
    private static final String UPLOAD = "git-upload-pack";
    private static final String RECEIVE = "git-receive-pack";
    private static final Pattern PATH =
            Pattern.compile("/([^/]+)/([^/]+?)(?:\\.git)?/(info/refs|git-upload-pack|git-receive-pack)");

    private final Repositories repositories;
    private final Access access;
    private final CallLog log;

    GitTransport(Repositories repositories, Access access, CallLog log) {
        this.repositories = repositories;
        this.access = access;
        this.log = log;
    }

    Response handle(Request request) throws IOException {
        Duration started = log.arrival(request);
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            Response nothing = text(404, "Not Found");
            log.add("git", request.path(), Violations.target(request), false, nothing.status(), started);
            return nothing;
        }
        boolean advertises = path.group(3).equals("info/refs");
        String service = advertises ? RestCall.parameters(request).getOrDefault("service", "") : path.group(3);
        Response response = answer(request, path.group(1), path.group(2), service, advertises);
        String operation = advertises ? "info/refs " + service : service;
        boolean writes = !advertises && service.equals(RECEIVE);
        log.add("git", operation, Violations.target(request), writes, response.status(), started);
        return response;
    }

    private Response answer(Request request, String owner, String name, String service, boolean advertises)
            throws IOException {
        boolean reads = service.equals(UPLOAD);
        if (!reads && !service.equals(RECEIVE)) {
            return text(403, "Please upgrade your git client: dumb HTTP is not supported.");
        }
        if (!request.method().equals(advertises ? "GET" : "POST")) {
            return text(405, "Method Not Allowed");
        }
        boolean anonymous = request.header("Authorization") == null;
        Optional<Grant> grant =
                reads && anonymous && access.publicReads() ? Optional.of(Grant.all()) : access.grant(request);
        if (grant.isEmpty()) {
            // Without this header JGit gives up instead of asking for a password.
            return text(401, "Bad credentials").with("WWW-Authenticate", "Basic realm=\"GitHub\"");
        }
        if (!grant.get().permits(reads ? "contents=read" : "contents=write")) {
            return text(403, "Permission to %s/%s.git denied.".formatted(owner, name));
        }
        // GitHub redirects git from a former name; serving it is the same for the one who clones.
        Optional<Repository> found = repositories
                .find(owner, name)
                .or(() -> repositories.findByFormerName(owner, name))
                .filter(repository -> !repository.hidden());
        if (found.isEmpty()) {
            return text(404, "Repository not found.");
        }
        if (!reads && found.get().archived()) {
            return text(403, "This repository was archived so it is read-only.");
        }
        byte[] body = reads ? upload(found.get(), request, advertises) : receive(found.get(), request, advertises);
        String form = advertises ? "advertisement" : "result";
        return new Response(
                200,
                Map.of("Content-Type", "application/x-" + service + "-" + form, "Cache-Control", "no-cache"),
                body);
    }

    private static byte[] upload(Repository repository, Request request, boolean advertises) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UploadPack upload = new UploadPack(repository.git());
        upload.setBiDirectionalPipe(false);
        String protocol = request.header("Git-Protocol");
        if (protocol != null) {
            upload.setExtraParameters(List.of(protocol.split(":")));
        }
        if (advertises) {
            upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), UPLOAD);
        } else {
            upload.upload(new ByteArrayInputStream(request.body()), out, null);
        }
        return out.toByteArray();
    }

    private static byte[] receive(Repository repository, Request request, boolean advertises) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        synchronized (repository) {
            ReceivePack receive = new ReceivePack(repository.git());
            receive.setBiDirectionalPipe(false);
            receive.setPostReceiveHook((pack, commands) -> repository.pushed());
            if (advertises) {
                PacketLineOut lines = new PacketLineOut(out);
                lines.writeString("# service=" + RECEIVE + "\n");
                lines.end();
                receive.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            } else {
                receive.receive(new ByteArrayInputStream(request.body()), out, null);
            }
        }
        return out.toByteArray();
    }

    private static Response text(int status, String message) {
        return new Response(status, Map.of("Content-Type", "text/plain; charset=utf-8"), message.getBytes(UTF_8));
    }
}
