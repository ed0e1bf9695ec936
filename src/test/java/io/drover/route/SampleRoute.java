package io.drover.route;

import java.util.List;

/** A file with one good route around steps that a test gives. */
final class SampleRoute {
    static final String GOOD_STEPS = """
            - delay:
                id: wait-a-bit
                description: Wait a bit
                asyncDelayed: "{{drover.size}}"
                simple:
                  expression: "{{drover.pause}}"
            - bean:
                id: strip-text
                description: Strip the text
                ref: text
                method: strip
            - to:
                id: call-itself
                description: Call itself
                uri: direct
                parameters:
                  name: sample
            """;

    private SampleRoute() {}

    static List<RouteFile> around(String steps) {
        return List.of(RouteFile.of("sample.camel.yaml", """
                - route:
                    id: sample
                    description: A sample
                    from:
                      id: start
                      description: Start
                      uri: direct
                      parameters:
                        name: sample
                      steps:
                %s
                """.formatted(steps.indent(8))));
    }
}
