package org.incidentstats.statistics;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import org.incidentstats.event.CodeLists;
import org.incidentstats.event.EventStore;
import org.incidentstats.platform.TableNames;

import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Counts as the application counts, put together by hand instead of by a framework. */
public final class BareStatistics {

    private final Codebook codebook = new Codebook(new CodeLists());
    private final StatisticsJson json = new StatisticsJson(new ObjectMapper());
    private final CubeStatistics statistics;

    public BareStatistics(DynamoDbClient database) {
        DynamoDbEnhancedClient client =
                DynamoDbEnhancedClient.builder().dynamoDbClient(database).build();
        CubeStore store = new CubeStore(client, TableNames.DEFAULT);
        statistics = new CubeStatistics(
                store,
                new CubeReader(store),
                new EventStore(client, TableNames.DEFAULT, Clock.systemUTC()),
                Clock.systemUTC());
    }

    /** The document that answers a question. */
    public String answer(MultivaluedMap<String, String> question) {
        QueryParameters parameters = new QueryParameters(question, List.of("by", "measure"), codebook);
        Query query = new Query(parameters.by(), parameters.measures(), parameters.selection());
        parameters.check();
        CubeStatistics.Computed<Table> computed =
                statistics.compute(Optional.empty(), moment -> Table.of(query, Presentation.PLAIN, moment.answers()));
        return json.of(computed.value(), computed.basis(), path -> "https://stats.example.org" + path)
                .toString();
    }
}
