package io.drover.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.camel.Exchange;

/** The files of the board's page, which are in the JAR. Camel's own static files would serve the whole class path and work directory. */
public final class BoardPage {
    private static final String FOLDER = "/board/";

    private final byte[] page = read("board.html");
    private final byte[] style = read("board.css");
    private final byte[] script = read("board.js");
    private final byte[] api = read("openapi.json");

    public void page(Exchange exchange) {
        HttpAnswer.send(exchange, 200, "text/html; charset=utf-8", page);
    }

    public void style(Exchange exchange) {
        HttpAnswer.send(exchange, 200, "text/css; charset=utf-8", style);
    }

    public void script(Exchange exchange) {
        HttpAnswer.send(exchange, 200, "text/javascript; charset=utf-8", script);
    }

    /** The description of the JSON, in OpenAPI. */
    public void api(Exchange exchange) {
        HttpAnswer.send(exchange, 200, "application/json", api);
    }

    private static byte[] read(String name) {
        try (InputStream file = BoardPage.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The JAR's " + FOLDER + name + " cannot be read", e);
        }
    }
}
