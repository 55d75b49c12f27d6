package org.incidentstats.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.incidentstats.subscription.Outbox;

/** Mail into a folder: each message as an .eml file that a mail program opens, and what is attached beside it. */
@Singleton
@Typed(FolderOutbox.class)
public final class FolderOutbox implements Outbox {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static final String NAME = "mail";

    private final Optional<Path> place;
    private final Clock clock;

    FolderOutbox(LocalSettings settings, Database database, Clock clock) {
        this.place = settings.mailFolder().or(() -> database.beside(NAME));
        this.clock = clock;
    }

    @Override
    public String send(Parcel parcel) {
        Path folder = folder();
        String name = TIME.format(clock.instant()) + "-" + UUID.randomUUID();
        try {
            Files.createDirectories(folder);
            Path arriving = Files.createTempFile(folder, "arriving-", "");
            Files.write(arriving, parcel.message());
            Files.move(arriving, folder.resolve(name + ".eml"));
            detach(
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(parcel.message())),
                    name);
            return name;
        } catch (IOException | MessagingException e) {
            throw new NotSent(
                    "The folder for mail cannot be written: " + e.getClass().getSimpleName(), true);
        }
    }

    private void detach(Part part, String name) throws IOException, MessagingException {
        if (part.getContent() instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount(); index++) {
                detach(parts.getBodyPart(index), name);
            }
        } else if (part.getFileName() != null) {
            // The name of a part may be a path; only the kind of file is taken from it
            Files.copy(part.getInputStream(), folder().resolve(name + ".xlsx"));
        }
    }

    /** The folder that mail goes to, on one machine. */
    Path folder() {
        return place.orElseThrow();
    }

    /** The files, newest first. */
    List<String> files() {
        Path folder = folder();
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml") || name.endsWith(".xlsx"))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
