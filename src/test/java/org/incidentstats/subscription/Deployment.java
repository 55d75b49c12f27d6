package org.incidentstats.subscription;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.incidentstats.brief.BriefMaker;
import org.incidentstats.brief.BriefSettings;
import org.incidentstats.brief.FrozenBriefs;
import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.brief.workbook.BriefWorkbook;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Door;
import org.incidentstats.store.Range;
import org.incidentstats.store.SteppedDoor;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.incidentstats.vocabulary.Language;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Briefs and mail with operations of their own, in processes that can be killed at any call. */
final class Deployment implements AutoCloseable {

    private final OwnOperations door;
    private final SesServer ses;
    private final MailMessages messages;
    private final MailSettings settings;
    private final BriefSettings briefSettings;
    private final Secrets secrets;
    private final Codebook codebook;
    final TestClock clock;

    /**
     * @param record     whose incidents the briefs are of
     * @param operations where all else is, which are closed with it
     */
    Deployment(
            Door record,
            Door operations,
            SesServer ses,
            MailMessages messages,
            MailSettings settings,
            BriefSettings briefSettings,
            Secrets secrets,
            Codebook codebook,
            Instant now) {
        this.door = new OwnOperations(record, operations);
        this.ses = ses;
        this.messages = messages;
        this.settings = settings;
        this.briefSettings = briefSettings;
        this.secrets = secrets;
        this.codebook = codebook;
        this.clock = new TestClock(now);
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

    Process process() {
        return process(door);
    }

    /** One that meets with faults of the database. */
    Process process(UnaryOperator<Door> faults) {
        return process(faults.apply(door));
    }

    Process process(Killer killer) {
        return process(new SteppedDoor(door, (step, answered, write) -> killer.step()), killer);
    }

    private Process process(Door own, ExecutionInterceptor... interceptors) {
        EventStore events = new EventStore(own, clock, new FactFormat());
        FrozenBriefs frozen = new FrozenBriefs(own);
        BriefMaker maker = new BriefMaker(
                new Briefs(events, codebook),
                new BriefWorkbook(codebook),
                frozen,
                events,
                new NaiveStatistics(events),
                briefSettings,
                clock,
                "1");
        Documents documents = new Documents(own);
        Subscriptions subscriptions = new Subscriptions(documents, secrets, settings, clock);
        DeliveryStore deliveries = new DeliveryStore(documents);
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
                        URI.create("https://stats.example.org/"),
                        Duration.ZERO),
                subscriptions,
                deliveries,
                new SesEvents(deliveries, subscriptions, clock),
                frozen);
    }

    /** What counts how often something is done, in a process that meets with faults of the database. */
    RateLimits limits(UnaryOperator<Door> faults) {
        return new RateLimits(new Documents(faults.apply(door)), secrets, clock);
    }

    /** A confirmed subscriber. */
    String subscribe(Process process, String address, Scope scope, Language language) {
        return process.subscriptions()
                .confirm(new Subscriptions.Request(address, scope, language, clock.instant()))
                .id();
    }

    /** Forgets every delivery, as if nothing had been sent yet. */
    void forgetDeliveries() {
        Stream.concat(
                        process().deliveries().runs().stream().map(run -> "deliveries#" + run.month()),
                        Stream.of("monthly-runs"))
                .forEach(part -> door.all(Range.of(Table.OPERATIONS, part))
                        .toList()
                        .forEach(item -> door.write(List.of(new Write.Delete(item.place(), Condition.ANY)))));
    }

    /** All that was ever written to the operations, to see that no address is among it. */
    String everythingWritten() {
        return door.everythingWritten();
    }

    @Override
    public void close() {
        door.close();
    }
}
