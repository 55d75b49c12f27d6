package org.incidentstats.subscription;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import jakarta.activation.DataHandler;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

import org.incidentstats.brief.BriefsResource;
import org.incidentstats.brief.SummaryView;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.platform.Format;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.vocabulary.Language;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;

/**
 * Writes messages (MIME): a text and an HTML alternative from the templates of {@code reports-templates/}, and what is
 * attached. Bars are drawn by cells of tables, so that the chart shows where images do not.
 */
@Singleton
final class MailMessages {

    private final Template briefHtml;
    private final Template briefText;
    private final Template confirmHtml;
    private final Template confirmText;
    private final Codebook codebook;
    private final MailSettings settings;
    private final Clock clock;

    MailMessages(
            @Location("mail-brief.html") Template briefHtml,
            @Location("mail-brief.txt") Template briefText,
            @Location("mail-confirm.html") Template confirmHtml,
            @Location("mail-confirm.txt") Template confirmText,
            Codebook codebook,
            MailSettings settings,
            Clock clock) {
        this.briefHtml = briefHtml;
        this.briefText = briefText;
        this.confirmHtml = confirmHtml;
        this.confirmText = confirmText;
        this.codebook = codebook;
        this.settings = settings;
        this.clock = clock;
    }

    /** A file that comes with a message. */
    private record Attachment(String name, byte[] file) {}

    /**
     * The brief of a month as a message.
     *
     * @param end where the subscription is ended; none for a test mail
     */
    byte[] brief(MailAddress to, BriefContent content, byte[] workbook, Optional<URI> end) {
        SummaryView view = SummaryView.of(content, codebook);
        String link = content.scope().everything() ? "?" : "&";
        String unsubscribe = end.map(URI::toString).orElse("");
        return message(
                to,
                content.language(),
                view.title(),
                briefText
                        .data("view", view)
                        .data("link", link)
                        .data("end", unsubscribe)
                        .render(),
                briefHtml
                        .data("view", view)
                        .data("link", link)
                        .data("end", unsubscribe)
                        .render(),
                end,
                Optional.of(new Attachment(BriefsResource.fileName(content.month(), content.language()), workbook)));
    }

    /** The message that asks somebody to confirm. */
    byte[] confirmation(MailAddress to, Language language, String scope, URI confirm, URI end) {
        String subject = language == Language.RU
                ? "Подтвердите подписку на ежемесячную сводку"
                : "Please confirm: monthly brief";
        return message(
                to,
                language,
                subject,
                confirmText
                        .data("russian", language == Language.RU)
                        .data("scope", scope)
                        .data("confirm", confirm.toString())
                        .data("hours", settings.confirmWithin().toHours())
                        .render(),
                confirmHtml
                        .data("russian", language == Language.RU)
                        .data("scope", scope)
                        .data("confirm", confirm.toString())
                        .data("hours", settings.confirmWithin().toHours())
                        .render(),
                Optional.of(end),
                Optional.empty());
    }

    private byte[] message(
            MailAddress to,
            Language language,
            String subject,
            String text,
            String html,
            Optional<URI> end,
            Optional<Attachment> attachment) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(new InternetAddress(settings.from(), true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.text(), true));
            message.setSubject(subject, "utf-8");
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Content-Language", language.code());
            message.setHeader("Auto-Submitted", "auto-generated");
            if (end.isPresent()) {
                // RFC 8058: one click ends the subscription
                message.setHeader("List-Unsubscribe", "<" + end.get() + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            MimeMultipart alternatives = new MimeMultipart("alternative");
            for (List<String> alternative : List.of(List.of(text, "plain"), List.of(html, "html"))) {
                MimeBodyPart part = new MimeBodyPart();
                part.setText(alternative.get(0), "utf-8", alternative.get(1));
                part.setHeader("Content-Transfer-Encoding", "quoted-printable");
                alternatives.addBodyPart(part);
            }
            if (attachment.isEmpty()) {
                message.setContent(alternatives);
            } else {
                MimeBodyPart body = new MimeBodyPart();
                body.setContent(alternatives);
                MimeBodyPart file = new MimeBodyPart();
                file.setDataHandler(
                        new DataHandler(new ByteArrayDataSource(attachment.get().file(), Format.XLSX_TYPE)));
                file.setFileName(attachment.get().name());
                message.setContent(new MimeMultipart("mixed", body, file));
            }
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalStateException(
                    "A message cannot be written: " + e.getClass().getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
