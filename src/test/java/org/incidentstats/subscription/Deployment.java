package org.incidentstats.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.incidentstats.brief.BriefMaker;
import org.incidentstats.brief.BriefSettings;
import org.incidentstats.brief.BriefWorkbook;
import org.incidentstats.brief.Briefs;
import org.incidentstats.brief.FrozenBriefs;
import org.incidentstats.brief.Scope;
import org.incidentstats.event.EventStore;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.platform.TableNames;
import org.incidentstats.platform.Tables;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Language;
import org.incidentstats.statistics.NaiveStatistics;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Briefs and mail over a table {@code operations} of their own, in processes that can be killed at any call. */
final class Deployment implements AutoCloseable {

    private final LocalDatabase database;
    private final SesServer ses;
    private final MailMessages messages;
    private final MailSettings settings;
    private final BriefSettings briefSettings;
    private final Secrets secrets;
    private final Codebook codebook;
    private final DynamoDbClient client;
    private final Tables tables;
    final TestClock clock;

    Deployment(
            LocalDatabase database,
            SesServer ses,
            MailMessages messages,
            MailSettings settings,
            BriefSettings briefSettings,
            Secrets secrets,
            Codebook codebook,
            Instant now) {
        this.database = database;
        this.ses = ses;
        this.messages = messages;
        this.settings = settings;
        this.briefSettings = briefSettings;
        this.secrets = secrets;
        this.codebook = codebook;
        this.client = database.client(new ExecutionInterceptor[0]);
        this.clock = new TestClock(now);
        String name = "operations-" + UUID.randomUUID();
        this.tables = new TableNames("events", "statistics", name);
        client.createTable(tables.definitions().get(2));
    }

    /** Thrown where a process is killed: no code of ours catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Kills a process at one of its steps; there is one before and one after each call. */
    static final class Killer implements ExecutionInterceptor {

        private final int fatal;
        private int steps;

        Killer(int fatal) {
            this.fatal = fatal;
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            step();
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            step();
        }

        private void step() {
            steps++;
            if (steps >= fatal) {
                // Once dead, a process makes no other call
                throw new Killed();
            }
        }

        int steps() {
            return steps;
        }
    }

    /** What one process has. */
    record Process(
            MonthlyRun run,
            Subscriptions subscriptions,
            DeliveryStore deliveries,
            SesEvents events,
            FrozenBriefs frozen) {}

    Process process(ExecutionInterceptor... interceptors) {
        DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(database.client(interceptors))
                .build();
        EventStore events = new EventStore(enhanced, tables, clock);
        FrozenBriefs frozen = new FrozenBriefs(enhanced, tables);
        BriefMaker maker = new BriefMaker(
                new Briefs(events, codebook),
                new BriefWorkbook(codebook),
                frozen,
                events,
                new NaiveStatistics(events),
                briefSettings,
                clock,
                "1");
        Subscriptions subscriptions = new Subscriptions(enhanced, tables, secrets, settings, clock);
        DeliveryStore deliveries = new DeliveryStore(enhanced, tables);
        PublicUrl publicUrl = () -> Optional.of(URI.create("https://stats.example.org/"));
        return new Process(
                new MonthlyRun(
                        maker,
                        frozen,
                        briefSettings,
                        subscriptions,
                        deliveries,
                        messages,
                        settings,
                        new SesOutbox(ses.client(interceptors), settings),
                        clock,
                        publicUrl,
                        8080),
                subscriptions,
                deliveries,
                new SesEvents(deliveries, subscriptions, clock),
                frozen);
    }

    /** A confirmed subscriber. */
    String subscribe(Process process, String address, Scope scope, Language language) {
        return process.subscriptions()
                .confirm(new Subscriptions.Request(address, scope, language, clock.instant()))
                .id();
    }

    /** Forgets every delivery, as if nothing had been sent yet. */
    void forgetDeliveries() {
        client.scan(request -> request.tableName(tables.operations())).items().stream()
                .filter(item -> item.get("pk").s().startsWith("deliveries#")
                        || item.get("pk").s().equals("monthly-runs"))
                .forEach(item -> client.deleteItem(request -> request.tableName(tables.operations())
                        .key(java.util.Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
    }

    /** Every text and number in the table, to see that no address is among them. */
    String everythingKept() {
        return client.scan(request -> request.tableName(tables.operations()))
                .items()
                .toString();
    }

    @Override
    public void close() {
        client.deleteTable(request -> request.tableName(tables.operations()));
        client.close();
    }
}
