package org.incidentstats.statistics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;

/**
 * Computes from facts and cells of one state, and remembers what it has read. Before every answer it looks at the state,
 * and reads again those blocks that have changed since it read them; so no answer is older than the moment in which it
 * was asked for. If the state has changed while cells were being read, what has changed is read once more.
 */
@Singleton
final class CubeReader {

    private static final int READINGS = 20;
    private static final int LONGEST_TAG = 400;
    private static final String ANYTHING = "*";

    private final CubeStore store;
    private final AtomicReference<Optional<Kept>> kept = new AtomicReference<>(Optional.empty());

    CubeReader(CubeStore store) {
        this.store = store;
    }

    /**
     * What was computed, and from what.
     *
     * @param tag names the revision, and the part of the cube that was used
     */
    record Read<T>(T value, StatisticsState state, Reading reading, String tag, ReadCost cost) {}

    <T> Read<T> compute(Function<Reading, T> computation) {
        ReadCost cost = new ReadCost();
        StatisticsState state = store.live(cost);
        Kept known = kept.get().orElse(Kept.nothing(state));
        for (int attempt = 1; attempt <= READINGS; attempt++) {
            Kept current = known.at(state, store, cost);
            Reading reading = new Reading(store, current, cost);
            T value = computation.apply(reading);
            Kept after = reading.known();
            boolean nothingRead = current == known && !reading.hasRead();
            StatisticsState now = nothingRead ? state : store.live(cost);
            if (now.equals(state)) {
                kept.set(Optional.of(after.trimmed()));
                return new Read<>(value, state, reading, tag(state, reading), cost);
            }
            known = after;
            state = now;
        }
        throw new ServiceUnavailableException("The statistics changed during each of " + READINGS + " readings", 1L);
    }

    private static String tag(StatisticsState state, Reading reading) {
        String slices = reading.usedFacts()
                ? ANYTHING
                : reading.slices().stream()
                        .map(slice -> slice.layout() + " " + slice.from() + "\t" + slice.to())
                        .collect(Collectors.joining("\n"));
        String part = Base64.getUrlEncoder().withoutPadding().encodeToString(slices.getBytes(StandardCharsets.UTF_8));
        return state.generation() + "." + state.revision() + "."
                + (part.length() > LONGEST_TAG ? encoded(ANYTHING) : part);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether what has this tag would be computed again just the same. It reads no cells to find out. */
    boolean holds(String tag) {
        Optional<Tagged> tagged = Tagged.parse(tag);
        if (tagged.isEmpty()) {
            return false;
        }
        ReadCost cost = new ReadCost();
        StatisticsState state = store.live(cost);
        if (state.generation() != tagged.get().generation()
                || state.revision() < tagged.get().revision()) {
            return false;
        }
        return store.changes(state.generation(), tagged.get().revision(), state.revision(), cost)
                .filter(changes -> changes.stream().noneMatch(tagged.get()::changedBy))
                .isPresent();
    }

    /** Whether a tag is of the revision of now. */
    boolean isNewest(String tag) {
        StatisticsState state = store.live(new ReadCost());
        return Tagged.parse(tag)
                .filter(tagged -> tagged.generation() == state.generation() && tagged.revision() == state.revision())
                .isPresent();
    }

    /** A tag, read. */
    private record Tagged(int generation, long revision, Optional<List<Slice>> slices) {

        static Optional<Tagged> parse(String tag) {
            String[] parts = tag.split("\\.");
            try {
                List<Slice> slices = new ArrayList<>();
                String text = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
                if (!text.equals(ANYTHING)) {
                    for (String slice : text.split("\n")) {
                        int space = slice.indexOf(' ');
                        int tab = slice.indexOf('\t');
                        slices.add(new Slice(
                                Layout.valueOf(slice.substring(0, space)),
                                slice.substring(space + 1, tab),
                                slice.substring(tab + 1)));
                    }
                }
                return Optional.of(new Tagged(
                        Integer.parseInt(parts[0]),
                        Long.parseLong(parts[1]),
                        text.equals(ANYTHING) ? Optional.empty() : Optional.of(slices)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // Not a tag of ours: whoever sends it gets the answer
                return Optional.empty();
            }
        }

        boolean changedBy(ChangeItem change) {
            return slices.map(some -> change.blocks().stream()
                            .anyMatch(block -> some.stream().anyMatch(slice -> slice.contains(block))))
                    .orElseGet(
                            () -> !change.facts().isEmpty() || !change.blocks().isEmpty());
        }
    }
}
