package org.incidentstats.brief.revision;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.incidentstats.brief.content.Revisions.Cause;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.Changed;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;

/** Tells what happened between a position and today to incidents whose contribution changed. */
final class Causes {

    private final EventStore events;
    private final Snapshot today;
    private final long position;
    private final Function<String, URI> address;
    private final Map<String, State> states = new HashMap<>();

    /**
     * @param position from which on changes count
     */
    Causes(EventStore events, Snapshot today, long position, Function<String, URI> address) {
        this.events = events;
        this.today = today;
        this.position = position;
        this.address = address;
    }

    /** What the change of an incident adds to a number. */
    record Part(Changed changed, long difference) {}

    /**
     * An incident as it is on record today.
     *
     * @param position    of its newest change
     * @param recordedNew whether it was not on record at all at the position from which on changes count
     */
    private record State(long position, String title, Optional<String> reason, Status status, boolean recordedNew) {}

    /** The causes of a difference: incidents in the order of their newest changes, then groups. */
    List<Cause> of(List<Part> parts) {
        read(parts);
        List<Part> ofEvents = new ArrayList<>();
        Map<String, Long> ofGroups = new TreeMap<>();
        for (Part part : parts) {
            if (sameVersion(part.changed())) {
                ofGroups.merge(groups(part.changed()), part.difference(), Long::sum);
            } else {
                ofEvents.add(part);
            }
        }
        List<Cause> causes = new ArrayList<>();
        ofEvents.stream()
                .sorted(Comparator.comparing(part -> state(part).position()))
                .map(this::cause)
                .forEach(causes::add);
        ofGroups.forEach((groups, difference) -> causes.add(new Cause(
                Optional.empty(), Optional.of(groups), How.GROUPS, Optional.empty(), difference, Optional.empty())));
        return causes;
    }

    /** Whether nothing about the incident is another, so that it is the register of groups that changed. */
    private static boolean sameVersion(Changed changed) {
        return changed.then().map(Fact::version).isPresent()
                && changed.then().map(Fact::version).equals(changed.now().map(Fact::version));
    }

    /** Which groups count as which others: {@code A, B → C}. */
    private static String groups(Changed changed) {
        Set<String> then = new TreeSet<>();
        Set<String> now = new TreeSet<>();
        for (Dimension dimension : Dimension.values()) {
            then.addAll(dimension.of(changed.then().orElseThrow()));
            now.addAll(dimension.of(changed.now().orElseThrow()));
        }
        Set<String> both = new HashSet<>(then);
        both.retainAll(now);
        then.removeAll(both);
        now.removeAll(both);
        return String.join(", ", then) + " → " + String.join(", ", now);
    }

    private State state(Part part) {
        return Objects.requireNonNull(states.get(part.changed().event()));
    }

    private Cause cause(Part part) {
        String event = part.changed().event();
        State state = state(part);
        return new Cause(
                Optional.of(event),
                Optional.of(state.title()),
                how(part.changed(), state),
                state.reason(),
                part.difference(),
                Optional.of(address.apply(EventLinks.ofEvent(event) + "/versions")));
    }

    private static How how(Changed changed, State state) {
        if (changed.then().isEmpty()) {
            return state.recordedNew() ? How.RECORDED : How.RESTORED;
        }
        if (changed.now().isPresent()) {
            return How.CORRECTED;
        }
        return state.status() == Status.RETRACTED ? How.RETRACTED : How.DUPLICATE;
    }

    /** Reads what is not known yet of the incidents, all together. */
    private void read(List<Part> parts) {
        Map<String, Changed> unknown = new TreeMap<>();
        parts.stream()
                .map(Part::changed)
                .filter(changed -> !sameVersion(changed) && !states.containsKey(changed.event()))
                .forEach(changed -> unknown.put(changed.event(), changed));
        Map<String, EventVersion> versions = events.current(unknown.keySet());
        versions.replaceAll((event, version) -> asOfToday(version));
        Set<String> recordedNew = recordedNew(versions);
        versions.forEach((event, version) -> states.put(
                event,
                new State(
                        version.sequence(),
                        version.event().title(),
                        version.reason(),
                        version.status(),
                        recordedNew.contains(event))));
    }

    /** The version that counts today, where the event was changed since. */
    private EventVersion asOfToday(EventVersion newest) {
        EventVersion version = newest;
        while (version.sequence() > today.position()) {
            version = events.find(version.id(), version.version() - 1).orElseThrow();
        }
        return version;
    }

    private Set<String> recordedNew(Map<String, EventVersion> versions) {
        Set<String> recordedNew = new HashSet<>();
        events
                .findAll(versions.keySet().stream()
                        .map(event -> new VersionKey(event, 1))
                        .toList())
                .stream()
                .filter(first -> first.sequence() > position)
                .forEach(first -> recordedNew.add(first.id()));
        return recordedNew;
    }
}
