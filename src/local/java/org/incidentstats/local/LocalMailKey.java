package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.incidentstats.subscription.MailKey;

/** The key that addresses are kept safe with on one machine: beside the data, or as long-lived as they are. */
public final class LocalMailKey {

    private static final int LENGTH = 32;

    @Produces
    @Singleton
    MailKey key(LocalSettings settings) throws IOException {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        if (settings.dataFolder().isEmpty()) {
            return new MailKey(key);
        }
        Path file = settings.dataFolder().get().resolve("mail.key");
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.write(
                    posix
                            ? Files.createFile(
                                    file,
                                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                            : file,
                    key);
        }
        return new MailKey(Files.readAllBytes(file));
    }
}
