package org.incidentstats.statistics.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.ContributionFormat;
import org.incidentstats.time.EventDate;

/**
 * A fact in bytes, fewer than ninety as a rule: a number that says which format they have, the {@link Fact#DERIVATION} of
 * their writer, the number of the newest field that he knows, the event's id, its version and date, and then numbered fields. Whoever reads a field that he
 * does not know passes over it; a field that is lacking is of something unknown. So releases with different dimensions
 * and measures read each other's facts.
 *
 * <p>A field is its number with a bit behind it and what it holds: one {@link Varint}, as most do, or where the bit is set
 * any bytes behind their number.
 */
@Singleton
public final class FactFormat implements ContributionFormat {

    private static final int FORMAT = 1;

    private static final int DOES_NOT_COUNT = 127;

    private final Set<Dimension> dimensions;
    private final Set<Measure> measures;
    private final int derivation;
    private final int newest;

    @Inject
    public FactFormat() {
        this(EnumSet.allOf(Dimension.class), EnumSet.allOf(Measure.class), Fact.DERIVATION);
    }

    /** As another release writes and reads, which knows only these. */
    public FactFormat(Set<Dimension> dimensions, Set<Measure> measures) {
        this(dimensions, measures, Fact.DERIVATION);
    }

    /** As another release, which also tells facts from versions by other rules. */
    public FactFormat(Set<Dimension> dimensions, Set<Measure> measures, int derivation) {
        this.dimensions = dimensions;
        this.measures = measures;
        this.derivation = derivation;
        this.newest = Stream.of(
                        dimensions.stream().filter(Dimension::kept).map(Dimension::number),
                        measures.stream().filter(Measure::kept).map(Measure::number),
                        measures.stream().filter(Measure::byNationality).map(Measure::peopleNumber))
                .flatMap(numbers -> numbers)
                .max(Integer::compare)
                .orElse(0);
    }

    /**
     * Whether whoever wrote the bytes told them from the version by the same rules, and knew every field that this
     * release knows: what is lacking is of nothing then.
     */
    public boolean tellsAll(byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        return Varint.read(bytes) == FORMAT && Varint.read(bytes) == derivation && Varint.read(bytes) >= newest;
    }

    @Override
    public byte[] write(EventVersion version) {
        return write(Fact.of(version));
    }

    public byte[] write(Fact fact) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Varint.write(bytes, FORMAT);
        Varint.write(bytes, derivation);
        Varint.write(bytes, newest);
        FactBytes.writeText(bytes, fact.event());
        Varint.write(bytes, fact.version());
        FactBytes.writeDate(bytes, fact.date());
        if (!fact.counts()) {
            field(bytes, DOES_NOT_COUNT, field -> {});
        }
        fact.codes().forEach((dimension, values) -> {
            if (dimensions.contains(dimension)) {
                field(bytes, dimension.number(), field -> values.forEach(code -> FactBytes.writeCode(field, code)));
            }
        });
        fact.figures().forEach((measure, tally) -> {
            if (measures.contains(measure)) {
                field(bytes, measure.number(), field -> FactBytes.writeTally(field, tally));
            }
        });
        fact.people().forEach((measure, tallies) -> {
            if (measures.contains(measure)) {
                field(
                        bytes,
                        measure.peopleNumber(),
                        field -> tallies.forEach((nationality, tally) -> {
                            FactBytes.writeCode(field, nationality);
                            FactBytes.writeTally(field, tally);
                        }));
            }
        });
        return bytes.toByteArray();
    }

    private static void field(ByteArrayOutputStream bytes, int number, Consumer<ByteArrayOutputStream> content) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        content.accept(field);
        byte[] written = field.toByteArray();
        if (written.length > 0 && length(ByteBuffer.wrap(written)) == written.length) {
            Varint.write(bytes, (long) number << 1);
        } else {
            Varint.write(bytes, (long) number << 1 | 1);
            Varint.write(bytes, written.length);
        }
        bytes.writeBytes(written);
    }

    /**
     * @throws IllegalArgumentException if the bytes are of a format that this release does not know
     */
    public Fact read(byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        long format = Varint.read(bytes);
        if (format != FORMAT) {
            throw new IllegalArgumentException("A fact of format %d; known is %d".formatted(format, FORMAT));
        }
        // Whose they are, tellsAll asks
        Varint.read(bytes);
        Varint.read(bytes);
        String event = FactBytes.readText(bytes);
        int version = (int) Varint.read(bytes);
        EventDate date = FactBytes.readDate(bytes);
        Map<Integer, ByteBuffer> fields = fields(bytes);
        Map<Dimension, List<String>> codes = new EnumMap<>(Dimension.class);
        for (Dimension dimension : dimensions) {
            if (dimension.kept() && fields.containsKey(dimension.number())) {
                codes.put(dimension, codes(fields.get(dimension.number())));
            }
        }
        Map<Measure, Tally> figures = new EnumMap<>(Measure.class);
        Map<Measure, SortedMap<String, Tally>> people = new EnumMap<>(Measure.class);
        for (Measure measure : measures) {
            if (measure.kept() && fields.containsKey(measure.number())) {
                figures.put(measure, FactBytes.readTally(fields.get(measure.number())));
            }
            if (measure.byNationality() && fields.containsKey(measure.peopleNumber())) {
                people.put(measure, people(fields.get(measure.peopleNumber())));
            }
        }
        return new Fact(event, version, !fields.containsKey(DOES_NOT_COUNT), date, codes, figures, people);
    }

    private static Map<Integer, ByteBuffer> fields(ByteBuffer bytes) {
        Map<Integer, ByteBuffer> fields = new TreeMap<>();
        while (bytes.hasRemaining()) {
            int key = (int) Varint.read(bytes);
            int length = (key & 1) == 0 ? length(bytes.slice()) : (int) Varint.read(bytes);
            fields.put(key >> 1, bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
        return fields;
    }

    /** Of how many bytes the number is that begins here. */
    private static int length(ByteBuffer bytes) {
        Varint.read(bytes);
        return bytes.position();
    }

    private static List<String> codes(ByteBuffer field) {
        List<String> codes = new ArrayList<>(1);
        while (field.hasRemaining()) {
            codes.add(FactBytes.readCode(field));
        }
        return List.copyOf(codes);
    }

    private static SortedMap<String, Tally> people(ByteBuffer field) {
        SortedMap<String, Tally> people = new TreeMap<>();
        while (field.hasRemaining()) {
            people.put(FactBytes.readCode(field), FactBytes.readTally(field));
        }
        return people;
    }
}
