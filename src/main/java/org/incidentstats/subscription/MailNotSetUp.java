package org.incidentstats.subscription;

/** This deployment has no key for addresses, so it takes none. Answered with 503. */
public final class MailNotSetUp extends RuntimeException {

    public MailNotSetUp() {
        super("Mail is not set up here: incidentstats.mail.key is missing.");
    }
}
