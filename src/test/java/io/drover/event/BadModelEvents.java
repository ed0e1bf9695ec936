package io.drover.event;

import static io.drover.event.BadEvents.Fate.DROPPED;
import static io.drover.event.BadEvents.Fate.PARKED;

import io.drover.event.BadEvents.BadEvent;
import java.util.ArrayList;
import java.util.List;

/** Raw bodies of messages that must not start a deployment: what a model feed can receive on a bad day, and what becomes of it. */
public final class BadModelEvents {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/bad-models/1";
    private static final String GOOD = """
            {"source":"aws.sagemaker","detail-type":"SageMaker Model Package State Change","detail":{
             "ModelPackageGroupName":"bad-models","ModelPackageVersion":1,
             "ModelPackageArn":"arn:aws:sagemaker:eu-west-1:111122223333:model-package/bad-models/1",
             "ModelPackageStatus":"Completed","ModelApprovalStatus":"Approved",
             "CreationTime":"2026-03-02T08:31:07Z","LastModifiedTime":"2026-03-02T09:15:42Z",
             "UpdatedModelPackageFields":["ModelApprovalStatus"]}}
            """;
    private static final String CALL = """
            {"source":"aws.sagemaker","detail-type":"AWS API Call via CloudTrail","detail":{
             "eventSource":"sagemaker.amazonaws.com","eventName":"UpdateModelPackage","eventTime":"2026-03-02T09:15:42Z",
             "userIdentity":{"arn":"arn:aws:iam::111122223333:user/alice"},
             "requestParameters":{"modelPackageArn":"arn:aws:sagemaker:eu-west-1:111122223333:model-package/bad-models/1",
              "modelApprovalStatus":"Approved"}}}
            """;

    private BadModelEvents() {}

    public static List<BadEvent> all() {
        List<BadEvent> all = new ArrayList<>(BadEvents.noEvents(GOOD));
        all.addAll(otherEvents());
        all.addAll(edits());
        all.addAll(strangePackages());
        all.addAll(strangeGroups());
        all.addAll(strangeStatuses());
        all.addAll(strangeTimes());
        all.addAll(strangeCalls());
        return List.copyOf(all);
    }

    private static List<BadEvent> otherEvents() {
        String type = "\"SageMaker Model Package State Change\"";
        return List.of(
                new BadEvent("no detail-type", "{\"source\":\"aws.sagemaker\",\"detail\":{}}", DROPPED),
                new BadEvent("scheduled event", "{\"detail-type\":\"Scheduled Event\",\"detail\":{}}", DROPPED),
                good("other type", type, "\"SageMaker Training Job State Change\"", DROPPED),
                good("type in small letters", type, "\"sagemaker model package state change\"", DROPPED),
                good("number as the type", type, "7", DROPPED),
                good("list as the type", type, "[" + type + "]", DROPPED),
                good("200 kB as the type", type, "\"" + "t".repeat(200_000) + "\"", DROPPED),
                good("log injection in the type", type, "\"x\\r\\nERROR y\\u001b[2J\"", DROPPED),
                good("half a character in the type", type, "\"\\ud83d\"", DROPPED),
                good("source of somebody else", "\"aws.sagemaker\"", "\"acme.sagemaker\"", DROPPED),
                good("log injection in the source", "\"aws.sagemaker\"", "\"x\\r\\nERROR y\"", DROPPED),
                good("source missing", "\"source\":\"aws.sagemaker\",", "", DROPPED),
                good("source is null", "\"aws.sagemaker\"", "null", DROPPED),
                good("two sources", "\"aws.sagemaker\"", "[\"aws.sagemaker\",\"acme\"]", DROPPED),
                call("other call", "\"UpdateModelPackage\"", "\"DeleteModelPackage\"", DROPPED),
                call("call of another service", "sagemaker.amazonaws.com", "datazone.amazonaws.com", DROPPED));
    }

    private static List<BadEvent> edits() {
        String fields = "[\"ModelApprovalStatus\"]";
        return List.of(
                good("edited metadata", fields, "[\"CustomerMetadataProperties\"]", DROPPED),
                good("edited description", fields, "[\"ApprovalDescription\"]", DROPPED),
                good("edited stage", fields, "[\"ModelLifeCycle\",\"sourceUri\"]", DROPPED),
                good("unknown field", fields, "[\"modelapprovalstatus\"]", DROPPED),
                good("numbers as the fields", fields, "[1,null,{}]", DROPPED),
                good("text as the fields", fields, "\"ModelApprovalStatus\"", PARKED),
                good("object as the fields", fields, "{\"ModelApprovalStatus\":1}", PARKED),
                good("fields hidden", fields, "\"HIDDEN_DUE_TO_SECURITY_REASONS\"", PARKED),
                good("package in progress", "\"Completed\"", "\"InProgress\"", DROPPED),
                good("failed package", "\"Completed\"", "\"Failed\"", DROPPED),
                good("log injection as the progress", "\"Completed\"", "\"x\\r\\nERROR y\\u001b[2J\"", DROPPED));
    }

    private static List<BadEvent> strangePackages() {
        return List.of(
                arn("unversioned package", "arn:aws:sagemaker:eu-west-1:111122223333:model-package/alone", DROPPED),
                arn("no package", "", PARKED),
                arn("package hidden", "HIDDEN_DUE_TO_SECURITY_REASONS", PARKED),
                arn("package starred", "***", PARKED),
                good("package missing", "\"ModelPackageArn\":\"" + ARN + "\",", "", PARKED),
                good("number as the package", "\"" + ARN + "\"", "1", PARKED),
                good("list as the package", "\"" + ARN + "\"", "[\"" + ARN + "\"]", PARKED),
                arn("words as the package", "bad-models/1", PARKED),
                arn("group as the package", ARN.replace("model-package/", "model-package-group/"), PARKED),
                arn("package of another service", ARN.replace(":sagemaker:", ":s3:"), PARKED),
                arn("package without a region", ARN.replace("eu-west-1", ""), PARKED),
                arn("package without an account", ARN.replace("111122223333", ""), PARKED),
                arn("version 0", ARN.replace("/1", "/0"), PARKED),
                arn("version with a zero before", ARN.replace("/1", "/01"), PARKED),
                arn("version of ten digits", ARN + "000000000", PARKED),
                arn("version in words", ARN.replace("/1", "/one"), PARKED),
                arn("version in full-width digits", ARN.replace("/1", "/１"), PARKED),
                arn("negative version", ARN.replace("/1", "/-1"), PARKED),
                arn("no version after the slash", ARN.replace("/1", "/"), PARKED),
                arn("path after the version", ARN + "/../2", PARKED),
                arn("path in the package", ARN.replace("bad-models", ".."), PARKED),
                arn("blank after the version", ARN + " ", PARKED),
                arn("line break after the version", ARN + "\\n", PARKED),
                arn("64 characters of group", ARN.replace("bad-models", "m".repeat(64)), PARKED),
                arn("60,000 hyphens in the group", ARN.replace("bad-models", "m" + "-".repeat(60_000) + "m"), PARKED),
                arn("200 kB of package", ARN + "1".repeat(200_000), PARKED),
                arn("log injection in the package", ARN + "\\r\\n2026-03-02 ERROR y", PARKED),
                arn("escape sequence in the package", "\\u001b[31m" + ARN, PARKED),
                arn("right to left in the package", ARN.replace("bad", "\\u202ebad"), PARKED),
                arn("half a character in the package", ARN + "\\ud83d", PARKED),
                arn("SQL in the package", ARN + "'; drop table runs; --", PARKED),
                arn("lookup in the package", "${jndi:ldap://192.0.2.1/x}", PARKED),
                arn("simple language in the package", ARN.replace("/1", "/${exchangeId}"), PARKED));
    }

    private static List<BadEvent> strangeGroups() {
        return List.of(
                group("another group", "\"other-models\"", PARKED),
                group("group with a path", "\"../bad-models\"", PARKED),
                group("group with a blank", "\"bad-models \"", PARKED),
                group("log injection in the group", "\"bad-models\\r\\nERROR y\"", PARKED),
                group("200 kB of group", "\"" + "g".repeat(200_000) + "\"", PARKED),
                group("lookup in the group", "\"${jndi:ldap://192.0.2.1/x}\"", PARKED),
                group("half a character in the group", "\"\\ud83d\"", PARKED));
    }

    private static List<BadEvent> strangeStatuses() {
        return List.of(
                approval("approved in small letters", "\"approved\"", PARKED),
                approval("blank after the status", "\"Approved \"", PARKED),
                approval("unknown status", "\"Blessed\"", PARKED),
                approval("status hidden", "\"***\"", PARKED),
                approval("no status", "\"\"", PARKED),
                approval("status is null", "null", PARKED),
                approval("status is true", "true", PARKED),
                approval("list as the status", "[\"Approved\"]", PARKED),
                approval("log injection in the status", "\"x\\r\\nERROR y\\u001b[2J\"", PARKED),
                approval("200 kB of status", "\"" + "s".repeat(200_000) + "\"", PARKED),
                good("status missing", "\"ModelApprovalStatus\":\"Approved\",", "", PARKED));
    }

    private static List<BadEvent> strangeTimes() {
        return List.of(
                time("no time", "\"\"", PARKED),
                time("time is null", "null", PARKED),
                time("time is true", "true", PARKED),
                time("time hidden", "\"HIDDEN_DUE_TO_SECURITY_REASONS\"", PARKED),
                time("words as the time", "\"yesterday\"", PARKED),
                time("date without a time", "\"2026-03-02\"", PARKED),
                time("time without a zone", "\"2026-03-02T09:15:42\"", PARKED),
                time("the 31st of February", "\"2026-02-31T09:15:42Z\"", PARKED),
                time("seconds as milliseconds", "1772442942", PARKED),
                time("negative time", "-1", PARKED),
                time("fraction as the time", "1772442942.5", PARKED),
                time("far future", "9223372036854775807", PARKED),
                time("beyond numbers", "92233720368547758070", PARKED),
                time("year of nine digits", "\"+999999999-01-01T00:00:00Z\"", PARKED),
                time("object as the time", "{\"seconds\":1}", PARKED),
                time("log injection in the time", "\"x\\r\\nERROR y\"", PARKED),
                time("200 kB of time", "\"" + "9".repeat(200_000) + "\"", PARKED),
                good("time missing", "\"LastModifiedTime\":\"2026-03-02T09:15:42Z\",", "", PARKED));
    }

    private static List<BadEvent> strangeCalls() {
        String request = "\"modelApprovalStatus\":\"Approved\"";
        return List.of(
                call("failed call", "\"userIdentity\"", "\"errorCode\":\"AccessDenied\",\"userIdentity\"", DROPPED),
                call(
                        "log injection as the error",
                        "\"userIdentity\"",
                        "\"errorCode\":\"\\r\\nERROR\",\"userIdentity\"",
                        DROPPED),
                call("call that edits", request, "\"approvalDescription\":\"better\"", DROPPED),
                call("call that sets null", request, "\"modelApprovalStatus\":null", DROPPED),
                call("call that sets an unknown status", request, "\"modelApprovalStatus\":\"Blessed\"", PARKED),
                call("call that hides the status", request, "\"modelApprovalStatus\":\"***\"", PARKED),
                call("call for an unversioned package", "bad-models/1", "alone", DROPPED),
                call("call that hides the package", ARN, "HIDDEN_DUE_TO_SECURITY_REASONS", PARKED),
                call("call for a path", ARN, "../../x", PARKED),
                call("call of an unknown day", "2026-03-02T09:15:42Z", "today", PARKED),
                call("caller hidden", "arn:aws:iam::111122223333:user/alice", "***", DROPPED),
                call("caller with a line break", "user/alice", "user/alice\\r\\nERROR", DROPPED),
                call("caller of another service", "arn:aws:iam::", "arn:aws:s3:::", DROPPED),
                call("200 kB of caller", "user/alice", "user/" + "a".repeat(200_000), DROPPED),
                call("number as the identity", "{\"arn\":\"arn:aws:iam::111122223333:user/alice\"}", "7", DROPPED));
    }

    private static BadEvent arn(String name, String arn, BadEvents.Fate fate) {
        return good(name, ARN, arn, fate);
    }

    private static BadEvent group(String name, String group, BadEvents.Fate fate) {
        return good(name, "\"bad-models\"", group, fate);
    }

    private static BadEvent approval(String name, String status, BadEvents.Fate fate) {
        return good(name, "\"Approved\"", status, fate);
    }

    private static BadEvent time(String name, String time, BadEvents.Fate fate) {
        return good(name, "\"2026-03-02T09:15:42Z\"", time, fate);
    }

    private static BadEvent good(String name, String part, String spoilt, BadEvents.Fate fate) {
        return new BadEvent(name, spoil(GOOD, part, spoilt), fate);
    }

    private static BadEvent call(String name, String part, String spoilt, BadEvents.Fate fate) {
        return new BadEvent(name, spoil(CALL, part, spoilt), fate);
    }

    private static String spoil(String good, String part, String spoilt) {
        if (!good.contains(part)) {
            throw new IllegalArgumentException("nothing to spoil: " + part);
        }
        return good.replace(part, spoilt);
    }
}
