package org.incidentstats.subscription;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Properties;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Mail through a server that speaks SMTP, one connection a message. A server does not recognise a message that it is
 * given twice, so every failure is told apart: not taken, or nobody knows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2">RFC 5321, section 4.2: replies</a>
 */
public final class SmtpOutbox implements Outbox {

    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;

    /** Log in first; what an operator can mend. */
    private static final int LOG_IN = 530;

    private final SmtpSettings settings;
    private final Session session;

    public SmtpOutbox(SmtpSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(SmtpSettings settings) {
        String patience = Long.toString(settings.patience().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host().orElseThrow());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == SmtpSettings.Tls.IMPLICIT));
        for (String key : new String[] {"mail.smtp.starttls.enable", "mail.smtp.starttls.required"}) {
            properties.setProperty(key, Boolean.toString(settings.tls() == SmtpSettings.Tls.STARTTLS));
        }
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        for (String key : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + key, patience);
        }
        return properties;
    }

    @Override
    public String send(Parcel parcel) {
        Transmitted message = message(parcel);
        try {
            Transport transport = session.getTransport("smtp");
            try {
                transport.connect(
                        settings.user().orElse(null), settings.password().orElse(null));
                transport.sendMessage(message, new Address[] {new InternetAddress(parcel.to(), true)});
            } finally {
                hangUp(transport);
            }
            return Optional.ofNullable(message.getMessageID()).orElseGet(parcel::label);
        } catch (MessagingException e) {
            throw failure(e, message.begun);
        }
    }

    private static void hangUp(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // What became of the message is known by now
        }
    }

    private Transmitted message(Parcel parcel) {
        try {
            return new Transmitted(session, parcel);
        } catch (MessagingException e) {
            throw new NotSent("The message cannot be read: " + e.getClass().getSimpleName(), false);
        }
    }

    /** What became of a message, by the answer of the server; its text may hold an address and is left out. */
    private static RuntimeException failure(MessagingException failure, boolean begun) {
        Optional<Integer> code = code(failure);
        if (code.isPresent()) {
            return new NotSent("The server answered " + code.get(), code.get() < PERMANENT || code.get() == LOG_IN);
        }
        if (begun) {
            return new OutcomeUnknown("The answer of the server was lost");
        }
        return new NotSent(
                failure instanceof AuthenticationFailedException
                        ? "The server did not let us log in"
                        : "The server was not reached",
                true);
    }

    /** The answer that refused the message; none if there was no answer. */
    private static Optional<Integer> code(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException link; next = link.getNextException()) {
            int code = 0;
            if (link instanceof SMTPAddressFailedException recipient) {
                code = recipient.getReturnCode();
            } else if (link instanceof SMTPSenderFailedException sender) {
                code = sender.getReturnCode();
            } else if (link instanceof SMTPSendFailedException sending) {
                code = sending.getReturnCode();
            }
            if (code >= TRANSIENT) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** A message as it was written, which notes that it has begun to leave. */
    private static final class Transmitted extends MimeMessage {
        private boolean begun;

        Transmitted(Session session, Parcel parcel) throws MessagingException {
            super(session, new ByteArrayInputStream(parcel.message()));
        }

        @Override
        public void writeTo(OutputStream out, String[] without) throws IOException, MessagingException {
            begun = true;
            super.writeTo(out, without);
        }
    }
}
