package org.incidentstats.statistics;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import software.amazon.awssdk.core.exception.SdkException;

/** Whether questions can be answered now: the database is reached, and there are statistics in it. */
@Readiness
final class StatisticsReady implements HealthCheck {

    private final CubeStatistics statistics;

    StatisticsReady(CubeStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("statistics");
        try {
            return response.up()
                    .withData("changesWaiting", statistics.waiting())
                    .build();
        } catch (SdkException e) {
            return response.down()
                    .withData("reason", e.getClass().getSimpleName())
                    .build();
        }
    }
}
