package org.incidentstats.editing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.Event.Place;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.Period;

/**
 * Looks for events on record that may be other reports of the same incident: of the same country and type, with dates
 * that can be one, and near in place or in figures. It tells why, and merges nothing.
 */
@Singleton
public final class LikelyDuplicates {

    /** Places no farther apart than this are near: the precision at which sources name a town, in kilometres. */
    private static final double NEAR_KILOMETRES = 25;

    private static final double EARTH_RADIUS_KILOMETRES = 6371;

    /** More candidates than this are no help to an editor. */
    private static final int MOST = 20;

    /** As many are in memory at a time: an event dated to years only may have thousands of candidates. */
    private static final int COMPARED_AT_ONCE = 100;

    private final Statistics statistics;
    private final EventStore events;

    LikelyDuplicates(Statistics statistics, EventStore events) {
        this.statistics = statistics;
        this.events = events;
    }

    /**
     * An event that may be another report of the same incident.
     *
     * @param event   its id
     * @param title   its title
     * @param reasons what the two have in common, in words
     */
    public record LikelyDuplicate(String event, String title, List<String> reasons) {}

    /**
     * The likely duplicates of an event under an id, which is not one of itself.
     *
     * @throws Door.Failure if they cannot be read
     */
    public List<LikelyDuplicate> of(String id, Event event) {
        return of(id, event, statistics.now());
    }

    /**
     * The likely duplicates of an event among those that count at a position.
     *
     * @throws Door.Failure if they cannot be read
     */
    public List<LikelyDuplicate> of(String id, Event event, Snapshot snapshot) {
        Set<String> settled = new HashSet<>(Set.of(id));
        event.relations().forEach(relation -> settled.add(relation.event()));
        List<VersionKey> versions = snapshot.all(alike(event), Within.EITHER)
                .map(Listed::key)
                .filter(key -> !settled.contains(key.id()))
                .toList();
        return IntStream.iterate(0, from -> from < versions.size(), from -> from + COMPARED_AT_ONCE)
                .mapToObj(from -> versions.subList(from, Math.min(from + COMPARED_AT_ONCE, versions.size())))
                .flatMap(some -> events.findAll(some).stream())
                .map(other -> compared(event, other))
                .flatMap(Optional::stream)
                .sorted((one, other) -> {
                    int more = Integer.compare(
                            other.reasons().size(), one.reasons().size());
                    return more != 0 ? more : one.event().compareTo(other.event());
                })
                .limit(MOST)
                .toList();
    }

    /** The events of the type, in one of the countries, with a day of the date. */
    private static Selection alike(Event event) {
        return new Selection(
                Map.of(
                        Dimension.TYPE,
                        Set.of(event.type()),
                        Dimension.COUNTRY,
                        event.places().stream()
                                .map(place -> place.country().code())
                                .collect(Collectors.toSet())),
                Period.ofDays(event.date().firstDay(), event.date().lastDay()));
    }

    private static Optional<LikelyDuplicate> compared(Event event, EventVersion version) {
        Event other = version.event();
        List<String> near = new ArrayList<>();
        place(event, other).ifPresent(near::add);
        figure("killed", event, other, one -> one.casualties().flatMap(Casualties::killed))
                .ifPresent(near::add);
        figure("wounded", event, other, one -> one.casualties().flatMap(Casualties::wounded))
                .ifPresent(near::add);
        figure("arrested", event, other, Event::arrested).ifPresent(near::add);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        reasons.add("same type, " + event.type());
        event.places().stream()
                .map(one -> one.country().code())
                .distinct()
                .filter(country -> other.places().stream()
                        .anyMatch(one -> one.country().code().equals(country)))
                .forEach(country -> reasons.add("same country, " + country));
        reasons.add(
                event.date().equals(other.date())
                        ? "same date, %s".formatted(event.date())
                        : "dates that can be one, %s and %s".formatted(event.date(), other.date()));
        reasons.addAll(near);
        return Optional.of(new LikelyDuplicate(version.id(), other.title(), List.copyOf(reasons)));
    }

    private static Optional<String> place(Event event, Event other) {
        for (Place one : event.places()) {
            for (Place two : other.places()) {
                if (one.country().equals(two.country())) {
                    if (one.locality().isPresent()
                            && one.locality()
                                    .get()
                                    .equalsIgnoreCase(two.locality().orElse(null))) {
                        return Optional.of("same place, " + one.locality().get());
                    }
                    if (one.latitude().isPresent() && two.latitude().isPresent()) {
                        double kilometres = distance(one, two);
                        if (kilometres <= NEAR_KILOMETRES) {
                            return Optional.of("places %.0f km apart".formatted(kilometres));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The distance along a great circle (haversine formula). */
    private static double distance(Place one, Place two) {
        double latitude1 = Math.toRadians(one.latitude().getAsDouble());
        double latitude2 = Math.toRadians(two.latitude().getAsDouble());
        double longitudes =
                Math.toRadians(two.longitude().getAsDouble() - one.longitude().getAsDouble());
        double half = Math.pow(Math.sin((latitude2 - latitude1) / 2), 2)
                + Math.cos(latitude1) * Math.cos(latitude2) * Math.pow(Math.sin(longitudes / 2), 2);
        return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    /** Figures agree where their ranges overlap, above zero: most incidents have no victims. */
    private static Optional<String> figure(
            String name, Event event, Event other, Function<Event, Optional<Estimate>> figure) {
        Optional<Estimate> one = figure.apply(event);
        Optional<Estimate> two = figure.apply(other);
        if (one.isEmpty() || two.isEmpty()) {
            return Optional.empty();
        }
        int from = Math.max(lowest(one.get()), lowest(two.get()));
        int to = Math.min(highest(one.get()), highest(two.get()));
        return from <= to && to > 0 ? Optional.of("figures that can be one: " + name) : Optional.empty();
    }

    private static int lowest(Estimate estimate) {
        return estimate.low().orElse(estimate.best().orElse(0));
    }

    private static int highest(Estimate estimate) {
        return estimate.high().orElse(estimate.best().orElse(Estimate.MAXIMUM));
    }
}
