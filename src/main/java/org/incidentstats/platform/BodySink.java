package org.incidentstats.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;

/** Where the body of a request is kept until all of it is there. */
sealed interface BodySink {

    /** How many bytes it takes. */
    long largest();

    /** @return when more may be added */
    Future<Void> add(Buffer part);

    /** Nothing more is coming. */
    Future<Void> complete();

    InputStream open() throws IOException;

    /** The body is needed no more. */
    void discard();

    /** Small ones. */
    record InMemory(Buffer body, long largest) implements BodySink {

        @Override
        public Future<Void> add(Buffer part) {
            body.appendBuffer(part);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> complete() {
            return Future.succeededFuture();
        }

        @Override
        public InputStream open() {
            return new java.io.ByteArrayInputStream(body.getBytes());
        }

        @Override
        public void discard() {
            // Memory is given back by itself
        }
    }

    /** Large ones, in a file that only the user of the process may read. */
    record InFile(Vertx vertx, Path path, AsyncFile file, long largest) implements BodySink {

        static Future<BodySink> create(Vertx vertx, long largest) {
            Path path = Path.of(System.getProperty("java.io.tmpdir"), "body-" + UUID.randomUUID());
            return vertx.fileSystem()
                    .open(path.toString(), new OpenOptions().setCreateNew(true).setPerms("rw-------"))
                    .map(file -> new InFile(vertx, path, file, largest));
        }

        @Override
        public Future<Void> add(Buffer part) {
            return file.write(part);
        }

        @Override
        public Future<Void> complete() {
            return file.close();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public void discard() {
            file.close().onComplete(closed -> vertx.fileSystem().delete(path.toString()));
        }
    }
}
