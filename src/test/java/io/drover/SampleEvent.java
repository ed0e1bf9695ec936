package io.drover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.SageMakerProjectScene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The body of a message as AWS sends it, from a file: one of {@code events}, which EventBridge carries, or of {@code samples}, with what comes
 * another way or is not wanted. All files are about the same project; a test gives each a project of its own.
 */
record SampleEvent(String body) {
    /** Where projects of the files are. */
    static final String REGION = "eu-west-1";

    /** Domain of the files of SageMaker Unified Studio. */
    static final String DOMAIN = "dzd_abc123def456";

    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final List<String> FOLDERS = List.of("events", "samples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String STACK =
            "arn:aws:cloudformation:eu-west-1:111122223333:stack/%s/0f7d6a10-1580-11f1-9d2c-0a1b2c3d4e5f";
    private static final String RESPONSE_URL =
            "https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com/arn%3Aaws%3Acloudformation%3A...?X-Amz-Signature=REDACT-IN-LOGS";

    /** All there are, by file name without ending. */
    static List<String> names() {
        return FOLDERS.stream().flatMap(SampleEvent::names).toList();
    }

    private static Stream<String> names(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By file name without ending; of an answer of SQS the body of its message. */
    static SampleEvent of(String name) {
        try {
            String folder = Files.exists(RESOURCES.resolve("events").resolve(name + ".json")) ? "events" : "samples";
            String text = Files.readString(RESOURCES.resolve(folder).resolve(name + ".json"));
            JsonNode body = JSON.readTree(text).at("/Messages/0/Body");
            return new SampleEvent(body.isTextual() ? body.asText() : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** About this project instead. */
    SampleEvent about(SageMakerProjectScene project) {
        return new SampleEvent(body.replace(STACK.formatted("SC-111122223333-pp-hfyszaotincww"), project.stackArn())
                .replace(STACK.formatted("SP-churn-model-p-1a2b3c4d5e6f"), project.stackArn())
                .replace("churn-model", project.name())
                .replace("p-1a2b3c4d5e6f", project.id()));
    }

    /** About this project instead. */
    SampleEvent about(ProjectScene project) {
        return new SampleEvent(body.replace("4x7p9q2w1e3r5t", project.projectId())
                .replace("acme-ml/churn-build", project.repository()));
    }

    /** Answered at this address instead. */
    SampleEvent answeredAt(String url) {
        return new SampleEvent(body.replace(RESPONSE_URL, url));
    }

    /** With this id of the request instead. */
    SampleEvent request(String id) {
        return new SampleEvent(body.replaceAll("a1f0c1de-0000-4000-8000-0{11}[0-9]", id));
    }
}
