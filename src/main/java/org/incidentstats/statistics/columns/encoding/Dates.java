package org.incidentstats.statistics.columns.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.EventDate;

/** All dates of events, as exact as they are, numbered from 0, with what each dimension of time makes of them. */
public final class Dates {

    private static final int FIRST_ROOM = 64;

    private final Map<EventDate, Integer> codes = new HashMap<>();
    private final List<EventDate> dates = new ArrayList<>();
    private final Map<Dimension, Dictionary> periods;
    /** By dimension the codes of periods, by the codes of dates; a longer array takes the place of one that is full. */
    private final int[][] periodCodes = new int[Dimension.values().length][FIRST_ROOM];

    private DateOrder order = DateOrder.EMPTY;

    /** @param periods of each dimension of time its values */
    public Dates(Map<Dimension, Dictionary> periods) {
        this.periods = periods;
    }

    public synchronized int code(EventDate date) {
        Integer known = codes.get(date);
        if (known != null) {
            return known;
        }
        int code = dates.size();
        dates.add(date);
        codes.put(date, code);
        periods.forEach((dimension, dictionary) -> {
            int[] room = periodCodes[dimension.ordinal()];
            if (code == room.length) {
                room = Arrays.copyOf(room, 2 * code);
                periodCodes[dimension.ordinal()] = room;
            }
            room[code] = dictionary.code(dimension.grain().orElseThrow().of(date));
        });
        return code;
    }

    public synchronized EventDate date(int code) {
        return dates.get(code);
    }

    /** The order of all dates that have a code by now. */
    public synchronized DateOrder order() {
        int ordered = order.ranks().length;
        if (ordered < dates.size()) {
            order = order.with(dates.subList(ordered, dates.size()).stream()
                    .mapToLong(date -> DateOrder.key((int) date.firstDay().toEpochDay(), (int)
                            date.lastDay().toEpochDay()))
                    .toArray());
        }
        return order;
    }

    /** By date the code of its period, at least for all dates that have a code by now. */
    public synchronized int[] periods(Dimension dimension) {
        return periodCodes[dimension.ordinal()];
    }
}
