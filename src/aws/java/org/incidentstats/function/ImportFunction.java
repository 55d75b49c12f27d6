package org.incidentstats.function;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.incidentstats.imports.Importer;
import org.incidentstats.imports.Uploads;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * Runs the import whose acceptance a bucket reports, in the form in which EventBridge carries it
 * ({@code {"detail": {"object": {"key": "imports/accepted/<id>"}}}}). An import that its time is not enough for goes on in
 * another call.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge event message
 *     structure</a>
 */
public final class ImportFunction {

    /** What is kept for the rows in hand when the function's time runs out. */
    private static final int LAST_ROWS_MILLIS = 60_000;

    private final Importer importer = Application.bean(Importer.class);
    private final Uploads uploads = Application.bean(Uploads.class);

    public void handle(Map<String, Object> payload, Context context) {
        String id = id(payload);
        BooleanSupplier timeLeft = () -> context.getRemainingTimeInMillis() > LAST_ROWS_MILLIS;
        importer.run(id, timeLeft);
        if (!timeLeft.getAsBoolean()) {
            uploads.accepted(id);
        }
    }

    private static String id(Map<String, Object> payload) {
        if (payload.get("detail") instanceof Map<?, ?> detail
                && detail.get("object") instanceof Map<?, ?> object
                && object.get("key") instanceof String key) {
            return key.substring(key.lastIndexOf('/') + 1);
        }
        throw new IllegalArgumentException("Not a report of a bucket: it has no detail.object.key");
    }
}
