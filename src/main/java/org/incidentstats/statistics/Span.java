package org.incidentstats.statistics;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import org.incidentstats.event.EventDate;

/**
 * How many days a date may be, and with it the place of a fact in the index {@code near}: dates of a few days stand apart
 * from those of many, each in the order of their first days. So those that have a day in common with another date begin
 * in it, or at most that many days before.
 */
enum Span {
    DAY("D", 1),
    MONTH("M", 31),
    YEAR("Y", 366),
    LONGER("Z", Long.MAX_VALUE);

    private final String letter;
    private final long longest;

    Span(String letter, long longest) {
        this.letter = letter;
        this.longest = longest;
    }

    /** Places from one to another, both included. */
    record Range(String from, String to) {}

    /** The place of a date. */
    static String place(EventDate date) {
        long days = ChronoUnit.DAYS.between(date.firstDay(), date.lastDay()) + 1;
        Span span = Arrays.stream(values())
                .filter(one -> days <= one.longest)
                .findFirst()
                .orElseThrow();
        return span.letter + date.firstDay();
    }

    /** Where every date stands that has a day in common with this one; a few others stand there too. */
    static List<Range> around(EventDate date) {
        return Arrays.stream(values())
                .map(span -> new Range(
                        span == LONGER
                                ? span.letter
                                : span.letter + date.firstDay().minusDays(span.longest - 1),
                        span.letter + date.lastDay()))
                .toList();
    }
}
