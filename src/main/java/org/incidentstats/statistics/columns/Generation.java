package org.incidentstats.statistics.columns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;

/**
 * Whose segments they are: those of releases that tell facts from versions by the same rules, and read and write the same
 * columns in the same way. Each generation has its own manifest and its own segments, so that releases which differ can
 * run side by side, and neither writes into what the other reads.
 *
 * @param key its name in the keys of what is stored, without {@code #}
 */
record Generation(String key) {

    /**
     * That of this release. It is another one with another format of segments, with other rules ({@link Fact#DERIVATION},
     * which says when that is to be raised), and with other dimensions or measures.
     */
    static Generation own() {
        return of(
                SegmentFormat.FORMAT,
                Fact.DERIVATION,
                Stream.concat(
                                Arrays.stream(Dimension.values()).map(Dimension::code),
                                Arrays.stream(Measure.values()).map(Measure::code))
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    static Generation of(int format, int derivation, String columns) {
        CRC32 sum = new CRC32();
        sum.update(columns.getBytes(StandardCharsets.UTF_8));
        return new Generation(String.format(Locale.ROOT, "%05d-%05d-%08x", format, derivation, sum.getValue()));
    }
}
