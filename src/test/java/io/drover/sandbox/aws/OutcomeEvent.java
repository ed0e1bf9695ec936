package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An event that PutEvents accepted. */
public record OutcomeEvent(String bus, String source, String detailType, JsonNode detail, List<String> resources) {}
