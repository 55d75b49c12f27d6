package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Uploads in a bucket: the file under {@value #FILES}, and beside it, once its job waits, an empty object under
 * {@value #ACCEPTED}, whose creation calls the function that runs imports. That object is written again for an import
 * that is to go on.
 */
final class S3Uploads implements Uploads {

    static final String FILES = "imports/files/";
    static final String ACCEPTED = "imports/accepted/";

    private final S3Client s3;
    private final String bucket;

    S3Uploads(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
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

    @Override
    public InputStream open(String id) {
        return s3.getObject(request -> request.bucket(bucket).key(FILES + id));
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
