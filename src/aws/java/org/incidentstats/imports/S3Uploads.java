package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Uploads in a bucket: the file under {@value #FILES}, and beside it, once its job waits, an empty object under
 * {@value #ACCEPTED}, whose creation calls the function that runs imports. That object is written again for an import
 * that is to go on.
 */
final class S3Uploads implements Uploads {

    static final String FILES = "imports/files/";
    static final String ACCEPTED = "imports/accepted/";

    private static final Duration PLACE = Duration.ofMinutes(30);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final Supplier<S3Presigner> presigner;
    private final String bucket;

    S3Uploads(S3Client s3, Supplier<S3Presigner> presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /** With the account that the environment names. */
    static S3Uploads in(String bucket) {
        return new S3Uploads(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                S3Presigner::create,
                bucket);
    }

    @Override
    public void keep(String id, InputStream file) throws IOException {
        // S3 asks for the length first, and a file that breaks off on its way here never gets there
        Path arriving = Files.createTempFile("arriving-", "");
        try {
            Files.copy(file, arriving, StandardCopyOption.REPLACE_EXISTING);
            s3.putObject(request -> request.bucket(bucket).key(FILES + id), RequestBody.fromFile(arriving));
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    /** The address is signed in the name of the function, whose own right to it ends after some hours at most. */
    @Override
    public Optional<Place> place(String id) {
        try (S3Presigner signing = presigner.get()) {
            PresignedPutObjectRequest signed = signing.presignPutObject(request -> request.signatureDuration(PLACE)
                    .putObjectRequest(put -> put.bucket(bucket).key(FILES + id)));
            return Optional.of(new Place(URI.create(signed.url().toString()), signed.expiration()));
        }
    }

    /** The version that is there now: an address that was handed out takes files as long as it is valid, as new versions. */
    @Override
    public String fix(String id) throws IOException {
        try {
            String version = s3.headObject(request -> request.bucket(bucket).key(FILES + id))
                    .versionId();
            if (version == null) {
                throw new IllegalStateException("The bucket %s keeps no versions".formatted(bucket));
            }
            return version;
        } catch (S3Exception e) {
            throw notThere(e, id);
        }
    }

    @Override
    public InputStream open(String id, Optional<String> version) throws IOException {
        try {
            return s3.getObject(
                    request -> request.bucket(bucket).key(FILES + id).versionId(version.orElse(null)));
        } catch (S3Exception e) {
            throw notThere(e, id);
        }
    }

    /** Who may not list a bucket is not told what is not there. */
    private static NoSuchFileException notThere(S3Exception e, String id) {
        if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
            return new NoSuchFileException(id);
        }
        throw e;
    }

    @Override
    public void accepted(String id) {
        s3.putObject(request -> request.bucket(bucket).key(ACCEPTED + id), RequestBody.empty());
    }

    @Override
    public void delete(String id) {
        s3.deleteObject(request -> request.bucket(bucket).key(FILES + id));
        s3.deleteObject(request -> request.bucket(bucket).key(ACCEPTED + id));
    }
}
