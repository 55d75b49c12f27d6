package org.incidentstats.subscription;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/**
 * One month's brief to one subscriber.
 *
 * @param subscriber the id of the subscription
 * @param claim      names the attempt that is, or was, sending
 * @param since      when it came into its state
 * @param attempts   how often it was given to SES
 * @param messageId  the id that SES took it under
 * @param detail     why it is as it is, without the address
 */
record Delivery(
        YearMonth month,
        String subscriber,
        State state,
        String claim,
        Instant since,
        int attempts,
        Optional<String> messageId,
        Optional<String> detail) {

    /**
     * How far a message is. It is {@code SENDING} before the call that sends it, so that no crash can lead to a second
     * call: a process that finds somebody else's {@code SENDING} never sends.
     */
    enum State {
        /** Being sent; whether SES has it is not known yet. */
        SENDING,
        /** SES did not take it, and will be asked again. */
        WAITING,
        /** SES did not take it, and never will. */
        REFUSED,
        /** SES may have it: the process ended, or the answer was lost. An operator, or a report of SES, resolves it. */
        UNKNOWN,
        /** SES took it. */
        SENT,
        /** SES reports that the recipient's server took it. */
        DELIVERED,
        /** SES reports that the recipient's server will not take it. */
        BOUNCED,
        /** SES reports that the recipient called it spam. */
        COMPLAINED;

        /** Whether a run has nothing more to do about it. */
        boolean settled() {
            return this != SENDING && this != WAITING;
        }
    }

    /** What SES gives back in its reports about the message. */
    String label() {
        return month + "." + subscriber;
    }

    Delivery in(State other, Instant now, Optional<String> taken, Optional<String> why) {
        return new Delivery(month, subscriber, other, claim, now, attempts, taken.or(() -> messageId), why);
    }
}
