package org.incidentstats.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

import org.incidentstats.imports.ImportAccepted;
import org.incidentstats.imports.Uploads;

/** Uploads in a folder of this machine, imported by this process. */
public final class FolderUploads implements Uploads {

    private final Path folder;
    private final Consumer<ImportAccepted> worker;

    public FolderUploads(Path folder, Consumer<ImportAccepted> worker) {
        this.folder = folder;
        this.worker = worker;
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
    public Optional<Place> place(String id) {
        return Optional.empty();
    }

    @Override
    public InputStream open(String id) throws IOException {
        return Files.newInputStream(folder.resolve(id));
    }

    @Override
    public void accepted(String id) {
        worker.accept(new ImportAccepted(id));
    }

    @Override
    public void delete(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id));
    }
}
