package org.incidentstats.function;

import java.time.Duration;
import java.util.Map;

import org.incidentstats.platform.Gauge;
import org.incidentstats.platform.Telemetry;
import org.incidentstats.statistics.columns.Rebuild;
import org.incidentstats.statistics.columns.RecordComparison;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * Compares the columns with the record, or makes them anew. Its payload is {@code {"compareOnly": true}} or {@code {}}; it
 * answers with the {@link RecordComparison.Report} or how far the {@link Rebuild} is, which goes on at the next call. It fails
 * where it was to compare and found a difference, so that the alarm on its errors tells somebody.
 */
public final class RebuildFunction {

    /** What is kept for the step in hand when the function's time runs out. */
    private static final int LAST_STEP_MILLIS = 60_000;

    private final RecordComparison comparison = Application.bean(RecordComparison.class);
    private final Rebuild rebuild = Application.bean(Rebuild.class);
    private final Telemetry telemetry = Application.bean(Telemetry.class);

    public Object handle(Map<String, Object> payload, Context context) {
        Duration budget = Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis() - LAST_STEP_MILLIS));
        if (!Boolean.TRUE.equals(payload.get("compareOnly"))) {
            return rebuild.run(budget);
        }
        RecordComparison.Report report = comparison.run(budget);
        telemetry.tell(Map.of(Gauge.DIFFERENCES, report.differences()), Map.of(), Map.of());
        if (report.differences() > 0) {
            throw new IllegalStateException("The columns are not what the record says: " + report);
        }
        return report;
    }
}
