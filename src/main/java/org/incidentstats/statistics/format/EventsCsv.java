package org.incidentstats.statistics.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.EventVersion;
import org.incidentstats.platform.CsvText;

/** Events as CSV, a line each; several values of one field stand in one cell, with semicolons between them. */
public final class EventsCsv {

    private static final List<String> HEADER = List.of(
            "id",
            "version",
            "date",
            "title",
            "category",
            "type",
            "countries",
            "localities",
            "groups",
            "nationalities",
            "claimed",
            "outcome",
            "evidence",
            "killed_low",
            "killed_best",
            "killed_high",
            "wounded_low",
            "wounded_best",
            "wounded_high",
            "arrested_low",
            "arrested_best",
            "arrested_high",
            "summary",
            "note",
            "sources",
            "urls",
            "recorded_at");

    private EventsCsv() {}

    public static String of(List<EventVersion> versions) {
        CsvText csv = new CsvText(HEADER);
        for (EventVersion version : versions) {
            Event event = version.event();
            List<Object> line = new ArrayList<>(List.of(
                    version.id(),
                    version.version(),
                    event.date(),
                    event.title(),
                    event.category().code(),
                    event.type(),
                    joined(event.places(), place -> Optional.of(place.country().code())),
                    joined(event.places(), Event.Place::locality),
                    joined(event.groups(), Optional::of),
                    joined(
                            event.perpetrators(),
                            some -> Optional.of(some.nationality().code())),
                    event.claimed().map(Object::toString).orElse(""),
                    event.outcome().code(),
                    event.evidence().code()));
            figures(line, event.casualties().flatMap(Casualties::killed));
            figures(line, event.casualties().flatMap(Casualties::wounded));
            figures(line, event.arrested());
            line.add(event.summary().orElse(""));
            line.add(event.note().orElse(""));
            line.add(joined(
                    event.sources(),
                    source -> Optional.of(
                            source.publisher().map(name -> name + ": ").orElse("") + source.title())));
            line.add(joined(event.sources(), source -> source.url().map(Object::toString)));
            line.add(version.recordedAt());
            csv.line(line);
        }
        return csv.toString();
    }

    private static void figures(List<Object> line, Optional<Estimate> estimate) {
        Stream.<Function<Estimate, OptionalInt>>of(Estimate::low, Estimate::best, Estimate::high)
                .map(part -> estimate.map(part).orElse(OptionalInt.empty()))
                .forEach(figure -> line.add(figure.isPresent() ? (Object) figure.getAsInt() : ""));
    }

    private static <T> String joined(Collection<T> entries, Function<T, Optional<String>> text) {
        return entries.stream().map(text).flatMap(Optional::stream).distinct().collect(Collectors.joining("; "));
    }
}
