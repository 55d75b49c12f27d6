package org.incidentstats.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.incidentstats.platform.NotOnRecord;

/** The mail of the local edition, in the browser. */
@jakarta.ws.rs.Path("/local/mail")
public class MailPage {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final FolderOutbox outbox;

    MailPage(FolderOutbox outbox) {
        this.outbox = outbox;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String list() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>Mail of the local edition</title></head>"
                + "<body style=\"font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem\">"
                + "<h1>Mail of the local edition</h1><p>Nothing leaves this machine: messages and workbooks stay in a"
                + " folder.</p><ul>");
        List<String> files = outbox.files();
        for (String file : files) {
            String name = file.substring(0, file.lastIndexOf('.'));
            page.append("<li><a href=\"/local/mail/")
                    .append(file)
                    .append("\">")
                    .append(file)
                    .append("</a>");
            if (file.endsWith(".eml")) {
                page.append(" (<a href=\"/local/mail/").append(name).append(".html\">look</a>)");
            }
            page.append("</li>");
        }
        return page.append(files.isEmpty() ? "<li>No mail yet</li>" : "")
                .append("</ul></body></html>")
                .toString();
    }

    @GET
    @jakarta.ws.rs.Path("{file}")
    @Operation(hidden = true)
    public Response file(@PathParam("file") String file) throws IOException, MessagingException {
        // Only names of the list are opened, so that no other file can be
        if (outbox.files().contains(file)) {
            return Response.ok(Files.readAllBytes(outbox.folder().resolve(file)))
                    .header(HttpHeaders.CONTENT_TYPE, file.endsWith(".eml") ? "message/rfc822" : WORKBOOK)
                    .build();
        }
        String message = file.replaceFirst("\\.html$", ".eml");
        if (outbox.files().contains(message)) {
            return Response.ok(html(outbox.folder().resolve(message)))
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    // A mail runs nothing
                    .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                    .build();
        }
        throw new NotOnRecord("There is no such mail; /local/mail lists what there is.");
    }

    private static String html(Path message) throws IOException, MessagingException {
        Object content = new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(Files.readAllBytes(message)))
                .getContent();
        while (content instanceof Multipart parts) {
            boolean alternatives = parts.getContentType().startsWith("multipart/alternative");
            content = parts.getBodyPart(alternatives ? parts.getCount() - 1 : 0).getContent();
        }
        return content.toString();
    }
}
