package org.incidentstats.infra;

import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** The template is what the code needs, and each rule notices where it is not. */
class TemplateTest {

    private static final DeployedCode CODE = new DeployedCode();
    private static final RecordedChanges CHANGES = changes();

    private interface Check {
        List<String> faults(Template template) throws Exception;
    }

    private enum Rule {
        HANDLERS(new FunctionRules(CODE)::handlers),
        SETTINGS(new FunctionRules(CODE)::settings),
        VERSIONS(new FunctionRules(CODE)::versions),
        FAILURES(new FunctionRules(CODE)::failures),
        LOGS(new FunctionRules(CODE)::logs),
        SCHEDULES(ScheduleRules::schedules),
        BRIEFS(ScheduleRules::briefs),
        TABLES(StorageRules::tables),
        BUCKETS(StorageRules::buckets),
        AUTHORIZERS(new HttpRules(CODE)::authorizers),
        EDGE(HttpRules::edge),
        NARROW_RIGHTS(PolicyRules::narrow),
        LEAST_RIGHTS(new PolicyRules(CODE)::least),
        CALLERS(PolicyRules::callers),
        STREAM(new PatternRules(CHANGES)::stream),
        FORGETTING(PatternRules::forgetting),
        UPLOADS(PatternRules::uploads),
        REPORTS(PatternRules::reports),
        METRICS(AlarmRules::metrics),
        ALARMS(AlarmRules::alarms);

        private final Check check;

        Rule(Check check) {
            this.check = check;
        }
    }

    /** A mistake: what is written in the template, and what in its place. */
    private record Mistake(Rule rule, String what, String right, String wrong) {
        @Override
        public String toString() {
            return what;
        }
    }

    static final List<Mistake> MISTAKES = List.of(
            new Mistake(Rule.HANDLERS, "a wrong method", "ImportFunction::handle", "ImportFunction::run"),
            new Mistake(Rule.HANDLERS, "a wrong class", "function.BriefFunction::", "function.BriefsFunction::"),
            new Mistake(
                    Rule.SETTINGS,
                    "a misspelt variable",
                    "INCIDENTSTATS_IMPORTS_BUCKET",
                    "INCIDENTSTATS_IMPORT_BUCKET"),
            new Mistake(Rule.SETTINGS, "a missing variable", "          MP_JWT_VERIFY_ISSUER: !Ref TokenIssuer\n", ""),
            new Mistake(
                    Rule.SETTINGS,
                    "a variable that is not asked for",
                    "          INCIDENTSTATS_TABLES_OPERATIONS: !Ref OperationsTable\n      DeploymentPreference",
                    "          INCIDENTSTATS_TABLES_OPERATIONS: !Ref OperationsTable\n"
                            + "          INCIDENTSTATS_MAIL_FROM: !Ref MailFrom\n      DeploymentPreference"),
            new Mistake(
                    Rule.SETTINGS,
                    "two functions that are told different things",
                    "INCIDENTSTATS_TABLES_STATISTICS: !Ref StatisticsTable",
                    "INCIDENTSTATS_TABLES_STATISTICS: !Ref EventsTable"),
            new Mistake(Rule.VERSIONS, "no snapshots", "ApplyOn: PublishedVersions", "ApplyOn: None"),
            new Mistake(
                    Rule.VERSIONS,
                    "settings that no version has",
                    "handleRequest\n      AutoPublishCodeSha256: !Ref Release\n",
                    "handleRequest\n"),
            new Mistake(
                    Rule.VERSIONS,
                    "a release that is forgotten",
                    "AllowedPattern: '[0-9]{10}'",
                    "Default: '1700000000'"),
            new Mistake(Rule.VERSIONS, "no traces", "Tracing: Active", "Tracing: PassThrough"),
            new Mistake(
                    Rule.VERSIONS,
                    "a change that no alarm takes back",
                    "        Alarms: [!Ref CompactionErrorsAlarm]\n",
                    ""),
            new Mistake(
                    Rule.VERSIONS,
                    "an alarm that is not there",
                    "${AWS::StackName}-http-errors\n      Events",
                    "${AWS::StackName}-http-error\n      Events"),
            new Mistake(
                    Rule.FAILURES,
                    "failures of a stream that nobody keeps",
                    "            DestinationConfig:\n              OnFailure:\n                Destination: !GetAtt DeadLetters.Arn\n            Filter",
                    "            Filter"),
            new Mistake(
                    Rule.FAILURES,
                    "failures of a call that nobody keeps",
                    "          OnFailure:\n            Type: SQS\n            Destination: !GetAtt DeadLetters.Arn\n",
                    "          OnSuccess:\n            Type: SQS\n            Destination: !GetAtt DeadLetters.Arn\n"),
            new Mistake(Rule.FAILURES, "attempts without end", "MaximumRetryAttempts: 3", "MaximumRetryAttempts: -1"),
            new Mistake(
                    Rule.FAILURES,
                    "a rule that the queue turns away",
                    ":rule/${AWS::StackName}-mail-reports",
                    ":rule/${AWS::StackName}-reports"),
            new Mistake(Rule.LOGS, "a log that is kept for ever", "      RetentionInDays: !Ref LogDays\n", ""),
            new Mistake(
                    Rule.LOGS,
                    "a function that logs elsewhere",
                    "LogGroup: !Ref BriefLogs",
                    "LogGroup: !Ref ImportLogs"),
            new Mistake(Rule.SCHEDULES, "an invalid cron", "cron(15 2 * * ? *)", "cron(15 2 * * * *)"),
            new Mistake(Rule.SCHEDULES, "an hour that there is not", "cron(15 2 * * ? *)", "cron(15 24 * * ? *)"),
            new Mistake(Rule.SCHEDULES, "a time zone that there is not", "Default: UTC", "Default: Europe/Atlantis"),
            new Mistake(
                    Rule.SCHEDULES,
                    "another one",
                    "ScheduleExpressionTimezone: UTC",
                    "ScheduleExpressionTimezone: GMT+2"),
            new Mistake(Rule.BRIEFS, "briefs at another hour", "cron(0 ${BriefHour}", "cron(0 7"),
            new Mistake(
                    Rule.BRIEFS, "briefs once a month", "cron(0 ${BriefHour} * * ? *)", "cron(0 ${BriefHour} 1 * ? *)"),
            new Mistake(
                    Rule.TABLES,
                    "a wrong key",
                    "{AttributeName: sk, KeyType: RANGE}",
                    "{AttributeName: pk, KeyType: RANGE}"),
            new Mistake(Rule.TABLES, "another view of the stream", "KEYS_ONLY", "NEW_IMAGE"),
            new Mistake(
                    Rule.TABLES,
                    "point-in-time recovery off",
                    "PointInTimeRecoveryEnabled: true",
                    "PointInTimeRecoveryEnabled: false"),
            new Mistake(
                    Rule.TABLES,
                    "no protection",
                    "DeletionProtectionEnabled: true",
                    "DeletionProtectionEnabled: false"),
            new Mistake(
                    Rule.TABLES,
                    "a table that goes with the stack",
                    "DeletionPolicy: Retain",
                    "DeletionPolicy: Delete"),
            new Mistake(Rule.BUCKETS, "a public bucket", "BlockPublicPolicy: true", "BlockPublicPolicy: false"),
            new Mistake(
                    Rule.BUCKETS,
                    "files that can be swapped",
                    "      VersioningConfiguration:\n        Status: Enabled\n",
                    ""),
            new Mistake(
                    Rule.BUCKETS,
                    "swapped files that stay",
                    "            NoncurrentVersionExpiration:\n              NoncurrentDays: 1\n",
                    ""),
            new Mistake(Rule.BUCKETS, "plain HTTP", "aws:SecureTransport: 'false'", "aws:SecureTransport: 'true'"),
            new Mistake(
                    Rule.AUTHORIZERS,
                    "a write without a token",
                    "Method: DELETE, Path: '/v1/{proxy+}', Auth: {Authorizer: Editors}}",
                    "Method: DELETE, Path: '/v1/{proxy+}'}"),
            new Mistake(
                    Rule.AUTHORIZERS, "an authorizer that there is not", "Authorizer: Editors", "Authorizer: Editor"),
            new Mistake(
                    Rule.AUTHORIZERS,
                    "a resource that nobody reaches",
                    "Method: PUT, Path: '/v1/{proxy+}'",
                    "Method: PUT, Path: '/v2/{proxy+}'"),
            new Mistake(
                    Rule.AUTHORIZERS,
                    "a link of a mail that asks for a token",
                    "Method: POST, Path: /subscriptions/end}",
                    "Method: POST, Path: /subscriptions/end, Auth: {Authorizer: Editors}}"),
            new Mistake(
                    Rule.EDGE,
                    "a header of a client's own, believed",
                    "HEADER: Viewer-Address",
                    "HEADER: X-Forwarded-For"),
            new Mistake(
                    Rule.EDGE, "all clients taken for one", "EventType: viewer-request", "EventType: viewer-response"),
            new Mistake(Rule.EDGE, "no throttling", "        ThrottlingRateLimit: 100\n", ""),
            new Mistake(
                    Rule.EDGE,
                    "answers to one that go to another",
                    "Accept-Language, Authorization]",
                    "Accept-Language]"),
            new Mistake(Rule.NARROW_RIGHTS, "a wildcard", "[dynamodb:GetItem, dynamodb:PutItem]", "[dynamodb:*]"),
            new Mistake(
                    Rule.NARROW_RIGHTS,
                    "an action that there is not",
                    "Action: [s3:GetObject, s3:GetObjectVersion]",
                    "Action: [s3:ReadObject]"),
            new Mistake(
                    Rule.NARROW_RIGHTS,
                    "a right over everything",
                    "Action: [ses:SendRawEmail]\n                Resource:\n",
                    "Action: [ses:SendRawEmail]\n                Resource:\n                  - '*'\n"),
            new Mistake(
                    Rule.LEAST_RIGHTS,
                    "a right that nobody needs",
                    "[dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query]",
                    "[dynamodb:BatchGetItem, dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query]"),
            new Mistake(
                    Rule.LEAST_RIGHTS,
                    "a right that is missing",
                    "[dynamodb:BatchGetItem, dynamodb:ConditionCheckItem, ",
                    "[dynamodb:BatchGetItem, "),
            new Mistake(
                    Rule.LEAST_RIGHTS,
                    "a right over another table",
                    "Action: [dynamodb:GetItem, dynamodb:PutItem]\n                Resource: !GetAtt OperationsTable.Arn",
                    "Action: [dynamodb:GetItem, dynamodb:PutItem]\n                Resource: !GetAtt EventsTable.Arn"),
            new Mistake(Rule.LEAST_RIGHTS, "a stream that cannot be read", "dynamodb:GetRecords, ", ""),
            new Mistake(Rule.LEAST_RIGHTS, "a shared role", "Role: !GetAtt BriefRole.Arn", "Role: !GetAtt ApiRole.Arn"),
            new Mistake(Rule.CALLERS, "a schedule that cannot call", "[lambda:InvokeFunction]", "[lambda:GetAlias]"),
            new Mistake(Rule.STREAM, "a broken filter", "\"S\":[\"#deltas\"]", "\"S\":[\"deltas\"]"),
            new Mistake(Rule.STREAM, "a filter that leaves out what is new", "[\"INSERT\"]", "[\"MODIFY\"]"),
            new Mistake(
                    Rule.STREAM,
                    "a filter that passes everything",
                    ",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"#deltas\"]}}}",
                    ""),
            new Mistake(
                    Rule.FORGETTING, "an attribute that no item has", "AttributeName: expires", "AttributeName: ttl"),
            new Mistake(
                    Rule.UPLOADS, "files instead of accepted ones", "prefix: imports/accepted/", "prefix: imports/"),
            new Mistake(Rule.REPORTS, "bounces that are not asked for", "[SEND, DELIVERY, BOUNCE,", "[SEND, DELIVERY,"),
            new Mistake(Rule.REPORTS, "complaints that are dropped", "Bounce, Complaint, Reject]", "Bounce, Reject]"),
            new Mistake(
                    Rule.METRICS, "a misspelt metric", "MetricName: ReadThrottleEvents", "MetricName: ReadThrottles"),
            new Mistake(Rule.METRICS, "a misspelt metric of our own", "MetricName: BriefsDue", "MetricName: BriefDue"),
            new Mistake(Rule.METRICS, "a wrong dimension", "Name: QueueName", "Name: Queue"),
            new Mistake(
                    Rule.METRICS,
                    "a misspelt metric on the dashboard",
                    "\"AWS/ApiGateway\", \"4xx\"",
                    "\"AWS/ApiGateway\", \"4XXError\""),
            new Mistake(Rule.METRICS, "a misspelt search", "MetricName=\\\"ReadUnits\\\"", "MetricName=\\\"Units\\\""),
            new Mistake(
                    Rule.ALARMS,
                    "silence that is no news",
                    "TreatMissingData: breaching",
                    "TreatMissingData: notBreaching"),
            new Mistake(Rule.ALARMS, "an alarm that nobody hears", "AlarmActions: [!Ref Alarms]", "AlarmActions: []"),
            new Mistake(
                    Rule.ALARMS,
                    "a function that nobody watches",
                    "Dimensions: [{Name: FunctionName, Value: !Ref ImportFunction}]",
                    "Dimensions: [{Name: FunctionName, Value: !Ref BriefFunction}]"));

    @ParameterizedTest
    @EnumSource
    void holds(Rule rule) throws Exception {
        assertEquals(List.of(), rule.check.faults(Template.read()));
    }

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void isNoticed(Mistake mistake) throws Exception {
        String template = Files.readString(Template.FILE);
        String wrong = template.replaceFirst(Pattern.quote(mistake.right), Matcher.quoteReplacement(mistake.wrong));
        assertNotEquals(template, wrong, "The template does not say " + mistake.right);
        assertFalse(mistake.rule.check.faults(Template.parse(wrong)).isEmpty());
    }

    @Test
    void everyRuleCanFail() {
        Set<Rule> failing = EnumSet.noneOf(Rule.class);
        MISTAKES.forEach(mistake -> failing.add(mistake.rule));
        assertEquals(EnumSet.allOf(Rule.class), failing);
    }

    private static RecordedChanges changes() {
        try {
            return RecordedChanges.make();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
