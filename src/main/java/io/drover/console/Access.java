package io.drover.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the board and press its buttons.
 *
 * @param user with {@code password}, for basic authentication; null without
 * @param userHeader name of the header in which a proxy tells who it has let in; null without a proxy
 * @param trustedProxy address that such requests come from
 */
public record Access(
        @Nullable String user,
        @Nullable String password,
        @Nullable String userHeader,
        @Nullable String trustedProxy) {

    /** The header that what writes must carry: a browser sends it for no other site unless Drover allows it, and it does not. */
    public static final String GUARD = "X-Drover-Request";

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final Set<String> READS = Set.of("GET", "HEAD");

    /**
     * A request, as far as it matters.
     *
     * @param host the name that it was sent to, without port; empty when it says none
     * @param from address of the other side
     * @param header the value of a header, null when there is none
     */
    public record Asked(String method, String host, String from, Function<String, @Nullable String> header) {}

    /**
     * Why a request is not served.
     *
     * @param status of HTTP
     */
    public record Refusal(int status, String reason) {}

    /** Empty when it may be served. */
    public Optional<Refusal> refusal(Asked asked) {
        if (!isSet()) {
            // A page of another site whose name suddenly means this machine would be read otherwise (DNS rebinding).
            if (!isLoopback(asked.host())) {
                return Optional.of(
                        new Refusal(
                                403,
                                "This board has no authentication, so it answers to localhost only: set drover.board.user and drover.board.password, or drover.board.user-header."));
            }
        } else if (!isUser(asked)) {
            return Optional.of(new Refusal(401, "Who are you? Sign in."));
        }
        if (!READS.contains(asked.method()) && !"true".equals(asked.header().apply(GUARD))) {
            return Optional.of(new Refusal(403, "Send the header %s: true with it.".formatted(GUARD)));
        }
        return Optional.empty();
    }

    /** The same for a tool that steers Drover over an address which others than this machine reach. */
    public Optional<Refusal> refusalOfTool(Asked asked) {
        if (!isSet() && !isLoopback(asked.from())) {
            return Optional.of(
                    new Refusal(
                            403,
                            "Without authentication only this machine is answered: set drover.board.user and drover.board.password, or drover.board.user-header."));
        }
        // Browsers send it with all that may change something; tools send none.
        String origin = asked.header().apply("Origin");
        if (origin != null && !isLoopback(origin.replaceFirst("^https?://", "").replaceFirst(":\\d+$", ""))) {
            return Optional.of(new Refusal(403, "Only pages of this machine may ask."));
        }
        return refusal(asked);
    }

    /** Whether a browser may ask people for user and password. */
    public boolean asksForPassword() {
        return user != null;
    }

    /**
     * What forbids to listen there.
     *
     * @param host name or address to listen on
     */
    public Optional<String> problem(String host) {
        if ((user == null) != (password == null)) {
            return Optional.of("drover.board.user and drover.board.password must both be set, or neither of them.");
        }
        if ((userHeader == null) != (trustedProxy == null)) {
            return Optional.of(
                    "drover.board.user-header and drover.board.trusted-proxy must both be set, or neither of them.");
        }
        if (!isSet() && !isLoopback(host)) {
            return Optional.of(
                    "drover.board.host must be 127.0.0.1, not '%s', unless drover.board.user and drover.board.password or drover.board.user-header and drover.board.trusted-proxy are set."
                            .formatted(host));
        }
        return Optional.empty();
    }

    private boolean isSet() {
        return user != null || userHeader != null;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private boolean isUser(Asked asked) {
        if (userHeader != null && asked.from().equals(trustedProxy)) {
            String name = asked.header().apply(userHeader);
            if (name != null && !name.isBlank()) {
                return true;
            }
        }
        String authorization = asked.header().apply("Authorization");
        return user != null && authorization != null && same(authorization, basic(user, String.valueOf(password)));
    }

    /** As https://www.rfc-editor.org/rfc/rfc7617 has it. */
    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** In a time that does not tell how much of it was right. */
    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Access[user=%s, userHeader=%s, trustedProxy=%s]".formatted(user, userHeader, trustedProxy);
    }
}
