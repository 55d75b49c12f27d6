package org.incidentstats.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.jboss.logging.Logger;

/**
 * A folder for the database of one process. While the process lives it holds a lock on a file in it, which the operating
 * system takes back however the process ends: a folder whose lock is free was left behind.
 */
final class TemporaryFolder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TemporaryFolder.class);
    private static final String PREFIX = "incident-statistics-";
    private static final String LOCK = "in-use";

    /** What SQLite keeps, the database itself at the end: a folder without one is not looked at again. */
    private static final String[] FILES = {DatabaseFile.NAME + "-wal", DatabaseFile.NAME + "-shm", DatabaseFile.NAME};

    /** What else belongs to the data and is beside them. */
    private static final List<String> FOLDERS = List.of(LocalBeans.UPLOADS, FolderOutbox.NAME);

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * @param parent where temporary files are
     */
    static TemporaryFolder in(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, ownPrefix());
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new TemporaryFolder(path, lock);
    }

    /** Tells the folders of this process from those of others, also of one that had its number. */
    private static String ownPrefix() {
        return PREFIX + ProcessHandle.current().pid() + "-"
                + ManagementFactory.getRuntimeMXBean().getStartTime() + "-";
    }

    /** Deletes what processes left behind that were killed. What is not certainly such a folder stays as it is. */
    static void clearLeftOvers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                // To open the lock of this process, and close it, would release it
                if (!folder.getFileName().toString().startsWith(ownPrefix())) {
                    clearIfLeft(folder);
                }
            }
        }
    }

    private static void clearIfLeft(Path folder) {
        Path lock = folder.resolve(LOCK);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                // It comes after the lock: a process that is about to take its lock has none yet
                || !Files.isRegularFile(folder.resolve(DatabaseFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock free = channel.tryLock()) {
            if (free == null) {
                return;
            }
            delete(folder);
            LOG.infof("Deleted %s, which a process that was killed had left", folder);
        } catch (IOException e) {
            // It may be another user's
            LOG.debugf(e, "%s stays", folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String beside : FOLDERS) {
            deleteFiles(folder.resolve(beside));
        }
        for (String file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    private static void deleteFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    Path path() {
        return path;
    }

    /** Deletes it, with the database in it. */
    @Override
    public void close() {
        try (lock) {
            delete(path);
        } catch (IOException e) {
            LOG.warnf("The temporary folder %s is left: %s", path, e.getMessage());
        }
    }
}
