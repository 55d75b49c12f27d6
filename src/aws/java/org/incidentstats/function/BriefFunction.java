package org.incidentstats.function;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.incidentstats.platform.Gauge;
import org.incidentstats.platform.Telemetry;
import org.incidentstats.subscription.MonthlyRun;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * Makes and sends the briefs that are due; its payload says nothing. It fails where some are left, because their time
 * was not enough or something was in the way, so that Lambda calls it again and an alarm tells somebody.
 */
public final class BriefFunction {

    /** What is kept for the message in hand when the function's time runs out. */
    private static final int LAST_MESSAGE_MILLIS = 60_000;

    private final MonthlyRun run = Application.bean(MonthlyRun.class);
    private final Telemetry telemetry = Application.bean(Telemetry.class);

    public void handle(Map<String, Object> payload, Context context) {
        List<YearMonth> left = run.run(() -> context.getRemainingTimeInMillis() > LAST_MESSAGE_MILLIS);
        telemetry.tell(Map.of(Gauge.BRIEFS_DUE, left.size()), Map.of(), Map.of());
        run.states()
                .forEach((state, messages) ->
                        telemetry.tell(Map.of(Gauge.MESSAGES, messages), Map.of("State", state), Map.of()));
        if (!left.isEmpty()) {
            throw new IllegalStateException("Not done: the briefs of " + left);
        }
    }
}
