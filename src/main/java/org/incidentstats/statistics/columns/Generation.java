package org.incidentstats.statistics.columns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;

/**
 * Whose segments they are: those of releases that read and write the same columns in the same way. Each generation has
 * its own manifest and its own segments, so that releases which differ can run side by side, and neither writes into
 * what the other reads.
 *
 * @param format  in which segments are written
 * @param columns stands for the dimensions and measures that are in them, and for how they are told from a version
 */
record Generation(int format, String columns) {

    /** That of this release. */
    static Generation own() {
        return new Generation(
                SegmentFormat.FORMAT,
                columns(Stream.concat(
                                Arrays.stream(Dimension.values()).map(Dimension::code),
                                Arrays.stream(Measure.values()).map(Measure::code))
                        .sorted()
                        .collect(Collectors.joining(" ", "", ""))));
    }

    private static String columns(String names) {
        CRC32 sum = new CRC32();
        sum.update(names.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Its name in the keys of what is stored. */
    String key() {
        return String.format(Locale.ROOT, "%05d-%s", format, columns);
    }
}
