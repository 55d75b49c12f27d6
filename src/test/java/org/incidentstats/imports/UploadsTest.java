package org.incidentstats.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.incidentstats.function.S3Server;
import org.incidentstats.local.FolderUploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A file that was accepted stays what it is, wherever it is kept. */
class UploadsTest {

    private static final String ID = "20260101T120000000Z-6f1c2b3a";
    private static final String OTHER = "20260101T120000000Z-6f1c2b3b";

    @TempDir
    Path folder;

    private static void keep(Uploads uploads, String text) throws Exception {
        uploads.keep(ID, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(Uploads uploads, Optional<String> version) throws Exception {
        try (InputStream file = uploads.open(ID, version)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsPutIntoAFolderAfterwardsIsNotTheAcceptedFile() throws Exception {
        Uploads uploads = new FolderUploads(folder, accepted -> {});
        assertThrows(NoSuchFileException.class, () -> uploads.fix(ID));
        keep(uploads, "first");
        keep(uploads, "second");
        Optional<String> version = Optional.of(uploads.fix(ID));
        assertEquals("second", read(uploads, version));
        assertEquals(version.get(), uploads.fix(ID), "what is fixed stays so");
        keep(uploads, "swapped");
        assertEquals("second", read(uploads, version));
        uploads.delete(ID);
        assertThrows(NoSuchFileException.class, () -> read(uploads, version));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatIsPutIntoABucketAfterwardsIsNotTheAcceptedFile() throws Exception {
        try (S3Server server = new S3Server();
                S3Client s3 = S3Client.builder()
                        .endpointOverride(java.net.URI.create(server.address()))
                        .forcePathStyle(true)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("example", "example")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            Uploads uploads = new S3Uploads(
                    s3,
                    () -> {
                        throw new AssertionError("nothing is signed here");
                    },
                    "uploads");
            assertThrows(NoSuchFileException.class, () -> uploads.fix(ID));
            keep(uploads, "first");
            Optional<String> version = Optional.of(uploads.fix(ID));
            assertEquals("first", read(uploads, version));
            keep(uploads, "swapped");
            assertEquals("first", read(uploads, version));
            assertEquals("swapped", read(uploads, Optional.empty()));
            uploads.delete(ID);
            assertThrows(NoSuchFileException.class, () -> uploads.fix(ID));
        }
    }

    @Test
    void onlyWhatNobodyNeedsIsCleared() throws Exception {
        Uploads uploads = new FolderUploads(folder, accepted -> {});
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Path old = file(ID, now.minusSeconds(100));
        Path oldFixed = file(ID + ".accepted", now.minusSeconds(100));
        Path arriving = file("arriving-1", now.minusSeconds(100));
        Path needed = file(OTHER + ".accepted", now.minusSeconds(100));
        Path fresh = file("20260101T120000000Z-00000000", now.plusSeconds(1));
        Path foreign = file("notes.txt", now.minusSeconds(100));
        uploads.clear(now, Set.of(OTHER));
        for (Path gone : List.of(old, oldFixed, arriving)) {
            assertEquals(false, Files.exists(gone), gone::toString);
        }
        for (Path stays : List.of(needed, fresh, foreign)) {
            assertEquals(true, Files.exists(stays), stays::toString);
        }
        new FolderUploads(folder.resolve("none"), accepted -> {}).clear(now, Set.of());
    }

    private Path file(String name, Instant changed) throws Exception {
        return Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), FileTime.from(changed));
    }
}
