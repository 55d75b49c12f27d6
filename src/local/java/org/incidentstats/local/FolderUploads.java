package org.incidentstats.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.incidentstats.imports.ImportAccepted;
import org.incidentstats.imports.ImportId;
import org.incidentstats.imports.Uploads;

/** Uploads in a folder of this machine, imported by this process. */
public final class FolderUploads implements Uploads {

    private static final String FIXED = ".accepted";
    private static final String ARRIVING = "arriving-";

    private final Path folder;
    private final Consumer<ImportAccepted> worker;

    public FolderUploads(Path folder, Consumer<ImportAccepted> worker) {
        this.folder = folder;
        this.worker = worker;
    }

    @Override
    public void keep(String id, InputStream file) throws IOException {
        Files.createDirectories(folder);
        Path arriving = Files.createTempFile(folder, ARRIVING, "");
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
    public String fix(String id) throws IOException {
        try {
            // Whoever puts a file does it under the other name
            Files.move(folder.resolve(id), folder.resolve(id + FIXED), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (Files.notExists(folder.resolve(id + FIXED))) {
                throw e;
            }
        }
        return FIXED;
    }

    @Override
    public InputStream open(String id, Optional<String> version) throws IOException {
        return Files.newInputStream(folder.resolve(id + version.orElse("")));
    }

    @Override
    public void accepted(String id) {
        worker.accept(new ImportAccepted(id));
    }

    @Override
    public void delete(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id));
        Files.deleteIfExists(folder.resolve(id + FIXED));
    }

    @Override
    public void clear(Instant before, Set<String> inUse) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FolderUploads::isOwn)) {
            for (Path file : files) {
                if (!inUse.contains(file.getFileName().toString().replace(FIXED, ""))
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOwn(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.startsWith(ARRIVING) || ImportId.is(name.replace(FIXED, "")));
    }
}
