package org.incidentstats.brief;

import java.time.YearMonth;

/** A month's brief is frozen once, so it has to wait until the month is over. */
public final class MonthNotOver extends RuntimeException {

    MonthNotOver(YearMonth month, String zone) {
        super("%s is not over (time zone %s); until then its brief is a preview, to be had with GET."
                .formatted(month, zone));
    }
}
