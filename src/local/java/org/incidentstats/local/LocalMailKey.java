package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import org.incidentstats.subscription.MailKey;

/** The key that addresses are kept safe with on one machine: beside the data, or as long-lived as they are. */
final class LocalMailKey {

    private static final int LENGTH = 32;

    private LocalMailKey() {}

    static MailKey in(Optional<Path> folder) throws IOException {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return folder.isEmpty() ? new MailKey(key) : new MailKey(kept(folder.get(), key));
    }

    /** The key of the folder; the first who asks makes it, whole or not at all, and readable by its owner alone. */
    private static byte[] kept(Path folder, byte[] fresh) throws IOException {
        Path file = Files.createDirectories(folder).resolve("mail.key");
        if (Files.notExists(file)) {
            Path written = Files.createTempFile(folder, "mail", ".key");
            try {
                Files.write(written, fresh);
                Files.createLink(file, written);
            } catch (FileAlreadyExistsException e) {
                // Another process of this folder was faster
            } finally {
                Files.delete(written);
            }
        }
        return Files.readAllBytes(file);
    }
}
