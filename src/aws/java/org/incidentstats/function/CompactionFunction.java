package org.incidentstats.function;

import java.time.Duration;
import java.util.Map;

import org.incidentstats.platform.Gauge;
import org.incidentstats.platform.Telemetry;
import org.incidentstats.statistics.columns.Compaction;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * Makes segments of the newest changes. What wakes it says nothing: it looks for itself what there is to do, so a call
 * that is lost is made up for by the next.
 */
public final class CompactionFunction {

    /** What is kept for the step in hand when the function's time runs out. */
    private static final int LAST_STEP_MILLIS = 60_000;

    private final Compaction compaction = Application.bean(Compaction.class);
    private final Telemetry telemetry = Application.bean(Telemetry.class);

    public void handle(Map<String, Object> wake, Context context) {
        compaction.run(Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis() - LAST_STEP_MILLIS)));
        telemetry.tell(Map.of(Gauge.TAIL, compaction.tail()), Map.of(), Map.of());
    }
}
