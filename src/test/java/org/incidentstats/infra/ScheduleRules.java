package org.incidentstats.infra;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;

/** What must hold of schedules. */
final class ScheduleRules {

    private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");

    /**
     * Cron as EventBridge Scheduler reads it.
     *
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types</a>
     */
    private static final CronDefinition AWS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsL()
            .supportsHash()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    private ScheduleRules() {}

    /** Every schedule can be read, in a time zone that there is. */
    static List<String> schedules(Template template) {
        List<String> faults = new ArrayList<>();
        template.functions().forEach((name, function) -> FunctionRules.events(function).values().stream()
                .filter(event -> event.path("Type").asText().equals("ScheduleV2"))
                .map(event -> event.path("Properties"))
                .forEach(schedule -> {
                    try {
                        next(template, schedule, ZonedDateTime.parse("2026-01-01T00:00:00Z"));
                    } catch (IllegalArgumentException | DateTimeException e) {
                        faults.add(name + ": " + e.getMessage());
                    }
                    if (schedule.path("Name").isMissingNode()) {
                        faults.add(name + ": the schedule has no name");
                    }
                }));
        return faults;
    }

    /** Briefs are looked for each day at the moment from which on the application calls them due. */
    static List<String> briefs(Template template) {
        List<String> faults = new ArrayList<>();
        JsonNode function = template.functions().get("BriefFunction");
        JsonNode schedule = function.at("/Events/Daily/Properties");
        JsonNode told = function.at("/Environment/Variables");
        ZoneId zone = ZoneId.of(template.text(told.path("INCIDENTSTATS_BRIEFS_ZONE")));
        int hour = Integer.parseInt(template.text(told.path("INCIDENTSTATS_BRIEFS_HOUR")));
        if (!schedule.path("ScheduleExpressionTimezone").equals(told.path("INCIDENTSTATS_BRIEFS_ZONE"))) {
            faults.add("The schedule is in another time zone than the application");
        }
        ZonedDateTime day = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, zone);
        for (int days = 0; days < 365; days++) {
            ZonedDateTime due = day.plusDays(days).withHour(hour);
            if (!next(template, schedule, due.minusSeconds(1)).equals(due)) {
                faults.add("Nobody looks for briefs at " + due);
            }
        }
        return faults;
    }

    private static ZonedDateTime next(Template template, JsonNode schedule, ZonedDateTime after) {
        String expression = template.text(schedule.path("ScheduleExpression"));
        Matcher matcher = CRON.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a schedule: " + expression);
        }
        Cron cron = new CronParser(AWS).parse(matcher.group(1)).validate();
        String zone = template.text(schedule.path("ScheduleExpressionTimezone"));
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException("Not a time zone: " + zone);
        }
        return ExecutionTime.forCron(cron)
                .nextExecution(after.withZoneSameInstant(ZoneId.of(zone)))
                .orElseThrow(() -> new IllegalArgumentException("Never: " + expression));
    }
}
