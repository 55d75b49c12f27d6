package org.incidentstats.imports.file;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of a workbook are dates, and what they show: a year, a month, a day, or a day with a time, in ISO 8601.
 * For a spreadsheet each of them is a day, and what it does not show was made up by it.
 */
final class CellStyles {

    /** Excel takes 64,000. */
    private static final int MOST = 100_000;

    private static final int LONGEST_FORMAT = 1_000;

    /** Of a number format, what is not a part of the date: texts, escaped characters, colours and languages, fillers. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|[\\\\_*].|;.*");

    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private final boolean from1904;

    /**
     * @param xml      the part with the styles; empty if there is none
     * @param from1904 whether the workbook counts days from 1904
     */
    CellStyles(Optional<WorkbookXml> xml, boolean from1904) {
        this.from1904 = from1904;
        xml.ifPresent(this::read);
    }

    private void read(WorkbookXml xml) {
        boolean ofCells = false;
        while (xml.nextElement() && formatOfStyle.size() < MOST && formats.size() < MOST) {
            switch (xml.name()) {
                case "numFmt" -> {
                    String code =
                            Optional.ofNullable(xml.attribute("formatCode")).orElse("");
                    formats.put(number(xml.attribute("numFmtId")), code.length() > LONGEST_FORMAT ? "" : code);
                }
                case "cellXfs" -> ofCells = true;
                case "cellStyles", "cellStyleXfs", "dxfs" -> ofCells = false;
                case "xf" -> {
                    if (ofCells) {
                        formatOfStyle.add(number(xml.attribute("numFmtId")));
                    }
                }
                default -> {
                    // Fonts, fills and the like
                }
            }
        }
    }

    private static int number(@Nullable String attribute) {
        try {
            return attribute == null ? 0 : Integer.parseInt(attribute);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * What a number shows as a date.
     *
     * @param style the cell's style; null if it has none
     * @return empty if it is no date
     */
    Optional<String> date(double value, @Nullable String style) {
        int number = number(style);
        int format = number >= 0 && number < formatOfStyle.size() ? formatOfStyle.get(number) : 0;
        String code = Optional.ofNullable(formats.get(format))
                .or(() -> Optional.ofNullable(BuiltinFormats.getBuiltinFormat(format)))
                .orElse("");
        if (!DateUtil.isValidExcelDate(value) || !DateUtil.isADateFormat(format, code)) {
            return Optional.empty();
        }
        return Optional.ofNullable(DateUtil.getLocalDateTime(value, from1904)).map(time -> shown(time, code));
    }

    private static String shown(LocalDateTime time, String format) {
        String parts = LITERAL.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        boolean day = parts.contains("d") || parts.contains("h") || parts.contains("s");
        if (parts.contains("y") && !day) {
            return parts.contains("m")
                    ? YearMonth.from(time).toString()
                    : Year.from(time).toString();
        }
        if (parts.contains("d") && !parts.contains("y")) {
            // Excel adds the year in which it was typed
            return MonthDay.from(time).toString();
        }
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
    }
}
