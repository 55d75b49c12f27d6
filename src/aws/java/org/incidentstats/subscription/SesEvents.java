package org.incidentstats.subscription;

import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import org.incidentstats.subscription.Delivery.State;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What SES reports about messages. A report settles a message whose outcome nobody knew; a bounce for good and a
 * complaint end the subscription.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">Contents of
 *     event data that Amazon SES publishes</a>
 */
@Singleton
public final class SesEvents {

    private static final String PERMANENT = "Permanent";

    private final DeliveryStore deliveries;
    private final Subscriptions subscriptions;
    private final Clock clock;

    SesEvents(DeliveryStore deliveries, Subscriptions subscriptions, Clock clock) {
        this.deliveries = deliveries;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /**
     * Takes a report, as SES writes it or in the envelope of EventBridge. One that is not understood, or is not about a
     * message of ours, changes nothing; the same one twice changes nothing more.
     */
    public void handle(JsonNode report) {
        JsonNode event = report.has("detail") ? report.get("detail") : report;
        switch (event.path("eventType").asText()) {
            case "Send" -> note(event, State.SENT, EnumSet.of(State.SENDING, State.UNKNOWN));
            case "Delivery" -> note(event, State.DELIVERED, EnumSet.of(State.SENDING, State.UNKNOWN, State.SENT));
            case "Bounce" -> {
                note(event, State.BOUNCED, EnumSet.complementOf(EnumSet.of(State.BOUNCED, State.COMPLAINED)));
                if (event.at("/bounce/bounceType").asText().equals(PERMANENT)) {
                    leaveAlone(event, event.at("/bounce/bouncedRecipients"));
                }
            }
            case "Complaint" -> {
                note(event, State.COMPLAINED, EnumSet.complementOf(EnumSet.of(State.COMPLAINED)));
                leaveAlone(event, event.at("/complaint/complainedRecipients"));
            }
            case "Reject" -> note(event, State.REFUSED, EnumSet.of(State.SENDING, State.UNKNOWN, State.SENT));
            default -> {
                // Openings and clicks are not asked for
            }
        }
    }

    private void note(JsonNode event, State state, Set<State> from) {
        delivery(event).ifPresent(delivery -> {
            Optional<String> id =
                    Optional.of(event.at("/mail/messageId").asText()).filter(text -> !text.isEmpty());
            deliveries.change(delivery.in(state, clock.instant(), id, Optional.of("SES reports it")), from);
        });
    }

    private Optional<Delivery> delivery(JsonNode event) {
        String label = event.at("/mail/tags/" + SesOutbox.TAG + "/0").asText();
        int dot = label.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            return deliveries.find(YearMonth.parse(label.substring(0, dot)), label.substring(dot + 1));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** SES names the recipients; each of our messages has one. */
    private void leaveAlone(JsonNode event, JsonNode recipients) {
        List<String> addresses = new ArrayList<>();
        recipients.forEach(
                recipient -> addresses.add(recipient.path("emailAddress").asText()));
        for (String address : addresses) {
            try {
                subscriptions.leaveAlone(subscriptions.id(MailAddress.parse(address)));
            } catch (IllegalArgumentException e) {
                // Not an address that can have been subscribed
            }
        }
        delivery(event).ifPresent(delivery -> subscriptions.leaveAlone(delivery.subscriber()));
    }
}
