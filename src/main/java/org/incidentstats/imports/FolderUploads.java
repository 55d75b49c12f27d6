package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** Uploads in a folder of this machine. */
@Singleton
@DefaultBean
final class FolderUploads implements Uploads {

    private final Path folder;

    FolderUploads(ImportSettings settings) {
        this.folder = settings.folder()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "incident-statistics", "imports"));
    }

    @Override
    public void keep(String id, InputStream file) throws IOException {
        Files.createDirectories(folder);
        Path arriving = Files.createTempFile(folder, "arriving-", "");
        try {
            Files.copy(file, arriving, StandardCopyOption.REPLACE_EXISTING);
            Files.move(arriving, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    @Override
    public InputStream open(String id) throws IOException {
        return Files.newInputStream(folder.resolve(id));
    }

    @Override
    public void delete(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id));
    }
}
