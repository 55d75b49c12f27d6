package org.incidentstats.function;

import java.util.Map;

import org.incidentstats.platform.Gauge;
import org.incidentstats.platform.Telemetry;
import org.incidentstats.statistics.Rebuild;

/**
 * Compares facts and cells with the record, and replaces them unless told only to compare. Its payload is
 * {@code {"compareOnly": true}} or {@code {}}; it answers with the {@link Rebuild.Report}. It fails where it was only to
 * compare and found a difference, so that the alarm on its errors tells somebody.
 */
public final class RebuildFunction {

    private final Rebuild rebuild = Application.bean(Rebuild.class);
    private final Telemetry telemetry = Application.bean(Telemetry.class);

    public Rebuild.Report handle(Map<String, Object> payload) {
        if (!Boolean.TRUE.equals(payload.get("compareOnly"))) {
            return rebuild.run();
        }
        Rebuild.Report report = rebuild.compare();
        telemetry.tell(Map.of(Gauge.DIFFERENCES, report.differences()), Map.of(), Map.of());
        if (report.differences() > 0) {
            throw new IllegalStateException("Facts and cells are not what the record says: " + report);
        }
        return report;
    }
}
