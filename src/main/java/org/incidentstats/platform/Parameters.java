package org.incidentstats.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is true of the query parameters of every resource. */
public final class Parameters {

    private Parameters() {}

    /** The faults of parameters that a resource does not take. */
    public static List<Fault> unknown(Map<String, List<String>> parameters, Collection<String> known) {
        return parameters.entrySet().stream()
                .filter(parameter -> !known.contains(parameter.getKey()))
                .map(parameter -> Fault.inParameter(
                        parameter.getKey(),
                        String.join(",", parameter.getValue()),
                        known.isEmpty() ? "no parameter is taken here" : "no such parameter here",
                        known))
                .toList();
    }

    /**
     * Refuses parameters that a resource does not take.
     *
     * @throws InvalidRequest if there are any
     */
    public static void only(Map<String, List<String>> parameters, Collection<String> known) {
        List<Fault> faults = unknown(parameters, known);
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }

    /**
     * A moment that is not after now: {@code 2024-07-01T00:00:00Z}, or a day, whose beginning in UTC is meant.
     *
     * @throws InvalidRequest if it is none
     */
    public static Instant moment(String name, String text, Instant now) {
        Instant moment;
        try {
            moment = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequest(Fault.inParameter(
                    name,
                    text,
                    "neither a time with its offset, such as 2024-07-01T00:00:00Z, nor a date, such as 2024-07-01"));
        }
        if (moment.isAfter(now)) {
            throw new InvalidRequest(Fault.inParameter(name, text, "after now, %s".formatted(now)));
        }
        return moment;
    }
}
