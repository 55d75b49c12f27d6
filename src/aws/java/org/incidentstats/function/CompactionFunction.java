package org.incidentstats.function;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;

/** x */
public final class CompactionFunction {
    public void handle(Map<String, Object> wake, Context context) {}
}
