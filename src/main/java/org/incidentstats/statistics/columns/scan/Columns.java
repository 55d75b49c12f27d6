package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.EventPage;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.vocabulary.GroupRegister;

/** What is counted from: segments, in any order, the last of which are the tail. Immutable and thread safe. */
public final class Columns {

    private final Dictionaries dictionaries;
    private final List<Segment> segments;
    private final ReferenceSource references;

    public Columns(Dictionaries dictionaries, List<Segment> segments, ReferenceSource references) {
        this.dictionaries = dictionaries;
        this.segments = List.copyOf(segments);
        this.references = references;
    }

    List<Segment> segments() {
        return segments;
    }

    /** These and one more segment. */
    Columns with(Segment segment) {
        List<Segment> more = new ArrayList<>(segments);
        more.add(segment);
        return new Columns(dictionaries, more, references);
    }

    /**
     * @param kept    the values of the first dimension that have rows of their own; all have, where it is empty
     * @param scanned is told how many rows were looked at
     */
    public Answer answer(
            Query query, Optional<Set<String>> kept, long position, GroupRegister register, LongConsumer scanned) {
        AnswerScan scan = new AnswerScan(query, kept, position, register, dictionaries, segments);
        Answer answer = scan.answer();
        scanned.accept(scan.looked());
        return answer;
    }

    /** A page of events, newest first, at a position. */
    public EventPage events(EventList list, long position, GroupRegister register, LongConsumer scanned) {
        EventScan scan = new EventScan(list, position, register, dictionaries, references);
        EventPage page = scan.page(segments);
        scanned.accept(scan.looked());
        return page;
    }

    /**
     * By what two positions differ: minus what went, plus what came, in the order of the events' ids. What came and went
     * again in between is not in it.
     */
    public List<Row> net(long after, long upTo) {
        return new Difference(after, upTo, dictionaries, references).rows(segments);
    }
}
