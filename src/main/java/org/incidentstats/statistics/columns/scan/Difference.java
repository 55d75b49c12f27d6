package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Section;
import org.incidentstats.statistics.columns.segment.Section.Kind;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentDecoder;
import org.incidentstats.statistics.model.Fact;

/** By what the record differs between two positions. */
final class Difference {

    private final long after;
    private final long upTo;
    private final Dictionaries dictionaries;
    private final ReferenceSource references;

    Difference(long after, long upTo, Dictionaries dictionaries, ReferenceSource references) {
        this.after = after;
        this.upTo = upTo;
        this.dictionaries = dictionaries;
        this.references = references;
    }

    /** The rows between the two positions, less those that cancel each other; of each event first what goes. */
    List<Row> rows(List<Segment> segments) {
        Map<Fact, List<Row>> rest = new LinkedHashMap<>();
        segments.stream().flatMap(this::rows).forEach(row -> {
            List<Row> same = rest.computeIfAbsent(row.fact(), fact -> new ArrayList<>(1));
            if (same.isEmpty() || same.get(0).sign() == row.sign()) {
                same.add(row);
            } else {
                same.remove(same.size() - 1);
            }
        });
        return rest.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Row row) -> row.fact().event())
                        .thenComparing(Row::sign)
                        .thenComparing(row -> row.fact().version()))
                .toList();
    }

    private Stream<Row> rows(Segment segment) {
        List<Section> concerned =
                segment.sections().stream().filter(this::concerns).toList();
        if (concerned.isEmpty()) {
            return Stream.of();
        }
        SegmentDecoder decoder =
                new SegmentDecoder(segment, segment.references().orElseGet(() -> references.of(segment)), dictionaries);
        List<Row> rows = new ArrayList<>();
        for (Section section : concerned) {
            for (int row = section.from(); row < section.to(); row++) {
                boolean begins = isBetween(segment.positions().from(row));
                boolean ends = section.kind() == Kind.CLOSED
                        && isBetween(segment.positions().until(row));
                if (begins != ends) {
                    decoder.entry(section, row)
                            .rows()
                            .filter(one -> isBetween(one.position()))
                            .forEach(rows::add);
                }
            }
        }
        return rows.stream();
    }

    private boolean concerns(Section section) {
        return section.first() <= upTo && section.last() > after;
    }

    private boolean isBetween(long position) {
        return position > after && position <= upTo;
    }
}
