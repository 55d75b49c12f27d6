package org.incidentstats.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Operations by chance, whose answers are compared with those of sorted maps. */
final class RandomOperations {

    private static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    private static final String[] PIECES = {"a", "b", "#", "é", "\ue000", "\uffff", "😀", "0", " "};

    private final Door door;
    private final Random random;
    private final String described;
    private final List<String> parts;
    private final List<String> keys;
    private final Map<String, TreeMap<String, Item>> model = new HashMap<>();

    RandomOperations(Door door, long seed) {
        this.door = door;
        this.random = new Random(seed);
        this.described = "seed " + seed;
        this.parts = Stream.generate(() -> UUID.randomUUID() + text()).limit(3).toList();
        this.keys = Stream.generate(this::text).distinct().limit(25).toList();
    }

    void run(int operations) {
        for (int i = 0; i < operations; i++) {
            switch (random.nextInt(4)) {
                case 0 -> get();
                case 1 -> range();
                default -> write();
            }
        }
        for (Table table : Table.values()) {
            for (String part : parts) {
                same(
                        List.copyOf(of(table, part).values()),
                        door.all(Range.of(table, part)).toList());
            }
        }
    }

    private void get() {
        List<Place> places =
                Stream.generate(this::place).limit(random.nextInt(15)).toList();
        List<Item> expected = places.stream()
                .distinct()
                .map(this::standing)
                .filter(Objects::nonNull)
                .toList();
        List<Item> found = random.nextBoolean()
                ? door.getAll(places)
                : places.stream()
                        .distinct()
                        .flatMap(place -> door.get(place).stream())
                        .toList();
        same(sorted(expected), sorted(found));
    }

    private static List<Item> sorted(List<Item> items) {
        return items.stream()
                .sorted(Comparator.comparing(item -> item.place().toString()))
                .toList();
    }

    private void range() {
        Range range = new Range(table(), part(), maybe(), maybe(), random.nextBoolean(), maybe());
        List<Item> expected = new ArrayList<>(of(range.table(), range.part()).values());
        if (range.descending()) {
            Collections.reverse(expected);
        }
        expected.removeIf(item -> !isIn(range, item.place().key()));
        int limit = 1 + random.nextInt(8);
        List<Item> found = new ArrayList<>();
        Page page = door.range(range, limit);
        found.addAll(page.items());
        while (page.next().isPresent()) {
            page = door.range(range.after(page.next().get()), limit);
            found.addAll(page.items());
        }
        same(expected, found);
    }

    private static boolean isIn(Range range, String key) {
        return range.from().stream().allMatch(from -> BY_BYTES.compare(key, from) >= 0)
                && range.to().stream().allMatch(to -> BY_BYTES.compare(key, to) < 0)
                && range.after().stream()
                        .allMatch(after -> range.descending()
                                ? BY_BYTES.compare(key, after) < 0
                                : BY_BYTES.compare(key, after) > 0);
    }

    private void write() {
        List<Write> writes = new ArrayList<>();
        Stream.generate(this::place).limit(1 + random.nextInt(4)).distinct().forEach(place -> writes.add(write(place)));
        Optional<Place> inTheWay = writes.stream()
                .filter(write -> !write.condition()
                        .isMetBy(Optional.ofNullable(standing(write.place())).map(Item::revision)))
                .map(Write::place)
                .findFirst();
        Optional<Place> told = Optional.empty();
        try {
            door.write(writes);
        } catch (Door.Conflict e) {
            told = Optional.of(e.place());
        }
        assertEquals(inTheWay, told, () -> described + ": " + writes);
        if (told.isEmpty()) {
            writes.forEach(this::apply);
        }
    }

    private void apply(Write write) {
        NavigableMap<String, Item> part =
                of(write.place().table(), write.place().part());
        if (write instanceof Write.Put put) {
            part.put(write.place().key(), put.item());
        } else if (write instanceof Write.Delete) {
            part.remove(write.place().key());
        }
    }

    private Write write(Place place) {
        long revision = Optional.ofNullable(standing(place)).map(Item::revision).orElse(0L);
        Condition fitting = revision == 0 ? Condition.ABSENT : Condition.revision(revision);
        Condition condition =
                switch (random.nextInt(12)) {
                    case 0 -> Condition.ABSENT;
                    case 1 -> Condition.revision(1 + random.nextInt(3));
                    case 2, 3 -> Condition.ANY;
                    default -> fitting;
                };
        return switch (random.nextInt(6)) {
            case 0 -> new Write.Delete(place, condition);
            case 1 -> new Write.Check(place, condition);
            default -> {
                byte[] body = new byte[random.nextInt(300)];
                random.nextBytes(body);
                yield new Write.Put(new Item(place, revision + 1, body), condition);
            }
        };
    }

    private void same(List<Item> expected, List<Item> found) {
        assertEquals(
                expected.stream().map(RandomOperations::text).toList(),
                found.stream().map(RandomOperations::text).toList(),
                described);
    }

    private static String text(Item item) {
        return item.place() + " " + item.revision() + " " + Arrays.hashCode(item.body()) + " " + item.expires();
    }

    private Item standing(Place place) {
        return of(place.table(), place.part()).get(place.key());
    }

    private NavigableMap<String, Item> of(Table table, String part) {
        return model.computeIfAbsent(table + part, name -> new TreeMap<>(BY_BYTES));
    }

    private Place place() {
        return new Place(table(), part(), keys.get(random.nextInt(keys.size())));
    }

    private Optional<String> maybe() {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(random.nextInt(3) == 0 ? text() : keys.get(random.nextInt(keys.size())));
    }

    private Table table() {
        return Table.values()[random.nextInt(2)];
    }

    private String part() {
        return parts.get(random.nextInt(parts.size()));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(3); length > 0; length--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
