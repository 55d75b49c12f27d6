package org.incidentstats.subscription;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import org.incidentstats.store.Documents;
import org.incidentstats.store.Documents.Document;
import org.incidentstats.store.Documents.Kind;
import org.incidentstats.store.Door;
import org.incidentstats.store.Patience;
import org.incidentstats.subscription.Delivery.State;

/** How far each message is, and which months are done. Every change names the states that it may come from. */
@Singleton
final class DeliveryStore {

    private static final String RUNS = "monthly-runs";

    private static final int FORMAT = 1;
    private static final Kind<Delivery> DELIVERY = new Kind<>(Delivery.class, FORMAT);
    private static final Kind<Run> RUN = new Kind<>(Run.class, FORMAT);

    private final Documents documents;

    DeliveryStore(Documents documents) {
        this.documents = documents;
    }

    List<Delivery> of(YearMonth month) {
        return documents.list(DELIVERY, partOf(month)).map(Document::content).toList();
    }

    Optional<Delivery> find(YearMonth month, String subscriber) {
        return documents.find(DELIVERY, partOf(month), subscriber).map(Document::content);
    }

    /** Takes a message for sending: true for one caller only, of all that try at the same time. */
    boolean claim(Delivery sending, boolean first) {
        return change(
                sending,
                there -> first
                        ? there.isEmpty()
                        : there.isPresent() && there.get().state() == State.WAITING);
    }

    /** Notes what became of the message that this very attempt was sending, unless SES has reported more already. */
    boolean outcome(Delivery delivery) {
        return change(
                delivery,
                there -> there.isPresent()
                        && there.get().state() == State.SENDING
                        && there.get().claim().equals(delivery.claim()));
    }

    /** Changes a message that is in one of these states. */
    boolean change(Delivery delivery, Set<State> from) {
        return change(
                delivery,
                there -> there.isPresent() && from.contains(there.get().state()));
    }

    private boolean change(Delivery delivery, Predicate<Optional<Delivery>> from) {
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        String part = partOf(delivery.month());
        while (true) {
            Optional<Document<Delivery>> there = documents.find(DELIVERY, part, delivery.subscriber());
            if (!from.test(there.map(Document::content))) {
                return false;
            }
            long revision = there.map(Document::revision).orElse(0L);
            if (documents
                    .save(DELIVERY, part, delivery.subscriber(), delivery, revision)
                    .isPresent()) {
                return true;
            }
            patience.after(new Door.Busy("Others change the delivery %s all the time".formatted(delivery.label())));
        }
    }

    /** The months that a run has begun, ascending, and whether each is done. */
    List<Run> runs() {
        return documents.list(RUN, RUNS).map(Document::content).toList();
    }

    record Run(YearMonth month, boolean done) {}

    void started(YearMonth month) {
        documents.put(RUN, RUNS, month.toString(), new Run(month, false));
    }

    void done(YearMonth month) {
        documents.put(RUN, RUNS, month.toString(), new Run(month, true));
    }

    private static String partOf(YearMonth month) {
        return "deliveries#" + month;
    }
}
