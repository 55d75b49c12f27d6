package org.incidentstats.imports.file;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.incidentstats.platform.Fault;
import org.incidentstats.vocabulary.PlainText;

/**
 * One thing that is wrong with a row.
 *
 * @param column the column, or columns with {@code +} between them; for an NDJSON line a JSON pointer
 * @param value  what stands there, cut where it is long
 * @param reason what is wrong, and what would be right, cut where it is long
 */
public record CellFault(
        @Schema(examples = "country_txt") String column,
        @Schema(examples = "Ruritania") String value,
        @Schema(examples = "no country is known under this name") String reason) {

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_REASON = 1_500;

    public CellFault {
        column = Fault.shortened(PlainText.legible(column), LONGEST_REASON);
        value = Fault.shortened(PlainText.legible(value), LONGEST_VALUE);
        reason = Fault.shortened(PlainText.legible(reason), LONGEST_REASON);
    }
}
