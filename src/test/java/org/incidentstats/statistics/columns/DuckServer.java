package org.incidentstats.statistics.columns;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.Executors;

import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.FactSnapshot;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.Section.Kind;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Door;
import org.incidentstats.store.sql.SqlDoor;

import com.sun.net.httpserver.HttpServer;

/**
 * The least that a server over DuckDB is: it answers {@code by=country,year} with the events of each, of the record in the
 * file that is its argument, as it was when the server began. A connection for each thread, one thread for each question.
 */
public final class DuckServer {

    private static final int THREADS = 8;
    private static final String ROWS =
            "select c, d_year, count(*) from (select unnest(d_country) c, d_year from current_rows) group by all order by all";
    private static final String TOTAL = "select count(*) from current_rows";

    private DuckServer() {}

    public static void main(String[] arguments) throws Exception {
        // Open as long as the process is
        DuckFacts facts = new DuckFacts();
        try (Door door = SqlDoor.sqlite(Path.of(arguments[0]))) {
            EventStore events = new EventStore(door, Clock.systemUTC(), new FactFormat());
            ((FactSnapshot) new NaiveStatistics(events).now())
                    .facts()
                    .forEach(fact -> facts.add(new Entry(fact, Kind.ADDED, 1, Entry.OPEN)));
        }
        facts.load();
        ThreadLocal<Connection> connections = ThreadLocal.withInitial(facts::another);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", exchange -> {
            byte[] answer = answer(connections.get());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        System.out.println(
                "Listening on: http://localhost:" + server.getAddress().getPort());
    }

    private static byte[] answer(Connection connection) {
        StringBuilder json = new StringBuilder("{\"rows\":[");
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(ROWS)) {
                while (rows.next()) {
                    json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                            .append("{\"country\":\"")
                            .append(rows.getString(1))
                            .append("\",\"year\":\"")
                            .append(rows.getString(2))
                            .append("\",\"events\":")
                            .append(rows.getLong(3))
                            .append('}');
                }
            }
            try (ResultSet total = statement.executeQuery(TOTAL)) {
                total.next();
                json.append("],\"total\":{\"events\":").append(total.getLong(1)).append("}}");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
