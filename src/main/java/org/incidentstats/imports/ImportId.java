package org.incidentstats.imports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;

/** What imports, and the files that they are of, are called: the moment, so that they stand in order, and chance. */
public final class ImportId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]{8}");

    private ImportId() {}

    static String at(Instant moment) {
        return TIME.format(moment) + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Whether a text can be one; of a file's name nothing else may be made. */
    public static boolean is(String text) {
        return FORM.matcher(text).matches();
    }
}
