package org.incidentstats.subscription;

/** Where messages leave from: Amazon SES, or a folder on one machine. */
public interface Outbox {

    /**
     * One message to one recipient.
     *
     * @param from    whom it is from
     * @param to      the recipient's address
     * @param message the whole message (MIME)
     * @param label   comes back in every report about the message; letters, digits, {@code _-.}
     */
    record Parcel(String from, String to, byte[] message, String label) {
        @Override
        public String toString() {
            return "Parcel " + label;
        }
    }

    /**
     * Sends a message.
     *
     * @return the id that it was taken under
     * @throws NotSent        if it certainly was not taken
     * @throws OutcomeUnknown if nobody knows whether it was
     */
    String send(Parcel parcel);

    /** A message was not taken. */
    final class NotSent extends RuntimeException {

        private final boolean worthAnotherAttempt;

        /** @param reason without the address */
        public NotSent(String reason, boolean worthAnotherAttempt) {
            super(reason);
            this.worthAnotherAttempt = worthAnotherAttempt;
        }

        boolean worthAnotherAttempt() {
            return worthAnotherAttempt;
        }
    }

    /** A message may have been taken: the answer was lost. */
    final class OutcomeUnknown extends RuntimeException {

        /** @param reason without the address */
        public OutcomeUnknown(String reason) {
            super(reason);
        }
    }
}
