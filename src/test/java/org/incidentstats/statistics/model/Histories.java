package org.incidentstats.statistics.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.Event.Perpetrators;
import org.incidentstats.event.Event.Place;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Examples;
import org.incidentstats.event.Status;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Nationality;

/** Histories of a few events that are corrected and retracted, some of them with so many values that they are large. */
public final class Histories {

    private static final List<String> COUNTRIES = List.of("AFG", "DEU", "IRN", "PAK", "TJK", "TUR", "UZB");
    private static final List<String> GROUPS = List.of("IS", "ISKP", "AQ");
    private static final List<String> DATES =
            List.of("2022", "2022-10", "2022-11-04", "2022-12/2023-01", "2022/2023", "2023-01-31~", "2023");

    private Histories() {}

    /** Versions in the order of the record. */
    public static List<EventVersion> history(int events, int versions, Random random) {
        Map<Integer, Integer> newest = new HashMap<>();
        List<EventVersion> history = new ArrayList<>();
        for (int sequence = 1; sequence <= versions; sequence++) {
            int event = random.nextInt(events);
            int version = newest.merge(event, 1, Integer::sum);
            history.add(new EventVersion(
                    "event-" + event,
                    version,
                    random.nextInt(5) == 0 ? Status.RETRACTED : Status.ACTIVE,
                    Instant.EPOCH.plusSeconds(sequence),
                    "editor@example.org",
                    Optional.empty(),
                    sequence,
                    event(random)));
        }
        return history;
    }

    public static Event event(Random random) {
        Event example = Examples.arrest(random.nextInt(5));
        boolean large = random.nextInt(40) == 0;
        return new Event(
                example.title(),
                Optional.empty(),
                random.nextBoolean() ? Category.ATTACK : Category.PLOT,
                random.nextBoolean() ? "bombing" : "shooting",
                EventDate.parse(DATES.get(random.nextInt(DATES.size()))),
                some(COUNTRIES, large ? 5 : 1 + random.nextInt(5) / 4, random).stream()
                        .map(code -> new Place(
                                new Country(code),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()))
                        .toList(),
                some(GROUPS, large ? 3 : random.nextInt(3), random),
                Optional.empty(),
                example.outcome(),
                example.evidence(),
                Optional.empty(),
                some(COUNTRIES, large ? 4 : random.nextInt(3), random).stream()
                        .map(code -> new Perpetrators(new Nationality(code), count(random)))
                        .toList(),
                List.of(),
                Optional.of(new Casualties(count(random), count(random), Optional.empty())),
                count(random),
                List.of(),
                List.of(),
                example.sources(),
                List.of(),
                Optional.empty());
    }

    private static Optional<Estimate> count(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Estimate.atLeast(random.nextInt(9)));
            default -> Optional.of(Estimate.exactly(random.nextInt(9)));
        };
    }

    private static List<String> some(List<String> values, int number, Random random) {
        List<String> shuffled = new ArrayList<>(values);
        java.util.Collections.shuffle(shuffled, random);
        return IntStream.range(0, number).mapToObj(shuffled::get).toList();
    }
}
