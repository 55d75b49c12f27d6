package org.incidentstats.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BasisTest {

    @Test
    void withoutAChangeNoneIsTheNewest() throws Exception {
        LocalDatabase database = Databases.inMemory();
        try (var client = database.client(configuration -> {})) {
            CubeStatistics statistics = StatisticsOf.database(
                    DynamoDbEnhancedClient.builder().dynamoDbClient(client).build());
            for (Optional<Instant> asOf : List.of(Optional.<Instant>empty(), Optional.of(Instant.now()))) {
                assertEquals(
                        Optional.empty(),
                        statistics
                                .compute(asOf, moment -> moment.answers().getClass())
                                .basis()
                                .changedAt());
            }
        } finally {
            database.stop();
        }
    }
}
