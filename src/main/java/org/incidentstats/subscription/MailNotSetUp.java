package org.incidentstats.subscription;

/** This deployment has no key for addresses, so it takes none. Answered with 503. */
final class MailNotSetUp extends RuntimeException {

    MailNotSetUp() {
        super("Mail is not set up here: incidentstats.mail.key is missing.");
    }
}
