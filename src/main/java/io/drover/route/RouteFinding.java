package io.drover.route;

/**
 * Something in a file of routes that is wrong, or may be.
 *
 * @param file as whoever asked named it
 * @param line from 1, where the whole file is meant, too
 * @param column from 1, where the whole file is meant, too
 * @param problem what is wrong, on which step, and what to do
 */
public record RouteFinding(Severity severity, String file, int line, int column, String problem) {
    /** Whether a route with it can run. */
    public enum Severity {
        /** Camel would refuse the route, or it would fail. */
        ERROR,
        /** It depends on where Drover runs. */
        HINT
    }

    static RouteFinding error(RouteFile file, Place place, String problem) {
        return new RouteFinding(Severity.ERROR, file.location(), place.line(), place.column(), problem);
    }

    static RouteFinding hint(RouteFile file, Place place, String problem) {
        return new RouteFinding(Severity.HINT, file.location(), place.line(), place.column(), problem);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line, in the form that editors and terminals make a link of. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s: %s".formatted(file, line, column, isError() ? "error" : "hint", problem);
    }
}
