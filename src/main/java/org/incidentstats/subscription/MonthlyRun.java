package org.incidentstats.subscription;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.brief.BriefMaker;
import org.incidentstats.brief.BriefSettings;
import org.incidentstats.brief.FrozenBrief;
import org.incidentstats.brief.FrozenBriefs;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.subscription.Delivery.State;
import org.incidentstats.subscription.Outbox.NotSent;
import org.incidentstats.subscription.Outbox.OutcomeUnknown;
import org.incidentstats.subscription.Outbox.Parcel;
import org.incidentstats.vocabulary.Language;
import org.jboss.logging.Logger;

/**
 * What is due on the first of the month: freezes the brief of the month before, and sends it to everybody who had
 * subscribed by then. It can be called at any time, as often as one likes and several times at once: what is done is not
 * done again, a month that was missed is caught up. A run that is killed leaves at most one message per process in the
 * state {@code SENDING}; a later run finds it too old and calls it {@code UNKNOWN}, and nobody sends it again by himself.
 */
@Singleton
public final class MonthlyRun {

    private static final Logger LOG = Logger.getLogger(MonthlyRun.class);
    private static final int PASSES = 3;
    private static final Duration BETWEEN_PASSES = Duration.ofSeconds(1);

    private final BriefMaker maker;
    private final FrozenBriefs frozen;
    private final BriefSettings briefs;
    private final Subscriptions subscriptions;
    private final DeliveryStore deliveries;
    private final MailMessages messages;
    private final MailSettings settings;
    private final Outbox outbox;
    private final Clock clock;
    private final URI base;
    private final Duration betweenPasses;

    @Inject
    MonthlyRun(
            BriefMaker maker,
            FrozenBriefs frozen,
            BriefSettings briefs,
            Subscriptions subscriptions,
            DeliveryStore deliveries,
            MailMessages messages,
            MailSettings settings,
            Outbox outbox,
            Clock clock,
            PublicUrl publicUrl,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this(
                maker,
                frozen,
                briefs,
                subscriptions,
                deliveries,
                messages,
                settings,
                outbox,
                clock,
                MailSettings.base(publicUrl, port),
                BETWEEN_PASSES);
    }

    MonthlyRun(
            BriefMaker maker,
            FrozenBriefs frozen,
            BriefSettings briefs,
            Subscriptions subscriptions,
            DeliveryStore deliveries,
            MailMessages messages,
            MailSettings settings,
            Outbox outbox,
            Clock clock,
            URI base,
            Duration betweenPasses) {
        this.maker = maker;
        this.frozen = frozen;
        this.briefs = briefs;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.messages = messages;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
        this.base = base;
        this.betweenPasses = betweenPasses;
    }

    /**
     * Does what is due.
     *
     * @param goOn asked before each message; where it says no, the rest is left to the next run
     * @return the months that are due and not done
     */
    public List<YearMonth> run(BooleanSupplier goOn) {
        List<YearMonth> left = new ArrayList<>();
        for (YearMonth month : due()) {
            try {
                if (!run(month, goOn)) {
                    left.add(month);
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "The brief of %s is not done; the next run goes on with it", month);
                left.add(month);
            }
        }
        return left;
    }

    /** How many messages of the newest brief are in each state, by its name. */
    public Map<String, Long> states() {
        Map<String, Long> states = new TreeMap<>();
        Stream.of(State.values()).forEach(state -> states.put(state.name(), 0L));
        deliveries.runs().stream()
                .map(DeliveryStore.Run::month)
                .max(YearMonth::compareTo)
                .ifPresent(newest -> deliveries
                        .of(newest)
                        .forEach(delivery -> states.merge(delivery.state().name(), 1L, Long::sum)));
        return states;
    }

    /** From when on a month's brief is due. */
    Instant due(YearMonth month) {
        return month.plusMonths(1)
                .atDay(1)
                .atTime(briefs.hour(), 0)
                .atZone(briefs.zone())
                .toInstant();
    }

    /** The months that are due and not done: the last one, and those that were missed since the first run. */
    private List<YearMonth> due() {
        YearMonth last =
                YearMonth.from(ZonedDateTime.now(clock.withZone(briefs.zone()))).minusMonths(1);
        if (clock.instant().isBefore(due(last))) {
            last = last.minusMonths(1);
        }
        YearMonth newest = last;
        Map<YearMonth, Boolean> runs = new HashMap<>();
        deliveries.runs().forEach(run -> runs.put(run.month(), run.done()));
        YearMonth first = runs.keySet().stream().min(YearMonth::compareTo).orElse(newest);
        return Stream.iterate(first, month -> !month.isAfter(newest), month -> month.plusMonths(1))
                .filter(month -> !runs.getOrDefault(month, false))
                .toList();
    }

    private boolean run(YearMonth month, BooleanSupplier goOn) {
        deliveries.started(month);
        callOldOnesUnknown(month);
        // It is published even where nobody subscribed to it
        maker.freeze(month, Scope.EVERYTHING, base::resolve);
        Instant due = due(month);
        List<Subscription> recipients = subscriptions.all().stream()
                .filter(subscription -> subscription.confirmedAt().isBefore(due))
                .toList();
        Function<Subscription, Boolean> settled = subscription -> goOn.getAsBoolean() && deliver(month, subscription);
        List<Subscription> left = recipients;
        for (int pass = 1; pass <= PASSES && !left.isEmpty() && goOn.getAsBoolean(); pass++) {
            if (pass > 1) {
                pause();
            }
            List<Subscription> again = new ArrayList<>();
            left.stream().filter(subscription -> !settled.apply(subscription)).forEach(again::add);
            left = again;
        }
        boolean open = deliveries.of(month).stream()
                .anyMatch(delivery -> !delivery.state().settled());
        boolean done = left.isEmpty() && !open;
        if (done) {
            deliveries.done(month);
        }
        return done;
    }

    private void callOldOnesUnknown(YearMonth month) {
        Instant now = clock.instant();
        deliveries.of(month).stream()
                .filter(delivery -> delivery.state() == State.SENDING)
                .filter(delivery -> delivery.since().plus(settings.longestRun()).isBefore(now))
                .forEach(delivery -> deliveries.outcome(delivery.in(
                        State.UNKNOWN, now, Optional.empty(), Optional.of("The run ended while it was being sent"))));
    }

    /** Sends one message, if it is still to be sent; whether there is nothing more to do about it. */
    private boolean deliver(YearMonth month, Subscription subscription) {
        Optional<Delivery> there = deliveries.find(month, subscription.id());
        if (there.isPresent() && there.get().state() != State.WAITING) {
            return there.get().state().settled();
        }
        try {
            // Everything that can fail on this side fails before the message is claimed
            Parcel parcel = parcel(month, subscription);
            Delivery sending = new Delivery(
                    month,
                    subscription.id(),
                    State.SENDING,
                    UUID.randomUUID().toString(),
                    clock.instant(),
                    there.map(Delivery::attempts).orElse(0) + 1,
                    Optional.empty(),
                    Optional.empty());
            // Who has unsubscribed in the meantime is left out
            if (subscriptions.find(subscription.id()).isEmpty()) {
                return true;
            }
            return !deliveries.claim(sending, there.isEmpty()) || send(sending, parcel);
        } catch (RuntimeException e) {
            // Only the kind of failure: its message may hold an address
            LOG.errorf(
                    "The message to %s is not sent yet: %s",
                    subscription.id(), e.getClass().getName());
            return false;
        }
    }

    private boolean send(Delivery sending, Parcel parcel) {
        Delivery after;
        try {
            String id = outbox.send(parcel);
            after = sending.in(State.SENT, clock.instant(), Optional.of(id), Optional.empty());
        } catch (NotSent e) {
            after = sending.in(
                    e.worthAnotherAttempt() ? State.WAITING : State.REFUSED,
                    clock.instant(),
                    Optional.empty(),
                    Optional.ofNullable(e.getMessage()));
        } catch (OutcomeUnknown e) {
            after = sending.in(State.UNKNOWN, clock.instant(), Optional.empty(), Optional.ofNullable(e.getMessage()));
        }
        deliveries.outcome(after);
        return after.state().settled();
    }

    private Parcel parcel(YearMonth month, Subscription subscription) {
        FrozenBrief brief = maker.freeze(month, subscription.scope(), base::resolve);
        MailAddress address = subscriptions.address(subscription);
        byte[] message = messages.brief(
                address,
                maker.content(brief, subscription.language()),
                frozen.workbook(brief, subscription.language()),
                Optional.of(base.resolve(SubscriptionPages.END + "?token=" + subscriptions.ending(subscription.id()))));
        return new Parcel(settings.from(), address.text(), message, month + "." + subscription.id());
    }

    /** Sends the brief of a month to somebody for a look, without noting it as a delivery. */
    String test(YearMonth month, Scope scope, Language language, MailAddress to) {
        FrozenBrief brief = maker.freeze(month, scope, base::resolve);
        BriefContent content = maker.content(brief, language);
        byte[] message = messages.brief(to, content, frozen.workbook(brief, language), Optional.empty());
        return outbox.send(new Parcel(settings.from(), to.text(), message, "test"));
    }

    /** What an operator found out about a message of which nobody knew. */
    void resolve(Delivery unknown, boolean sent) {
        Delivery resolved = unknown.in(
                sent ? State.SENT : State.WAITING,
                clock.instant(),
                Optional.empty(),
                Optional.of(sent ? "An operator says it was sent" : "An operator says it was not sent"));
        if (deliveries.change(resolved, Set.of(State.UNKNOWN)) && !sent) {
            deliveries.started(unknown.month());
        }
    }

    private void pause() {
        try {
            Thread.sleep(betweenPasses.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
