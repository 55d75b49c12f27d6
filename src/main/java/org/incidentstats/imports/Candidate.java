package org.incidentstats.imports;

import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

import org.incidentstats.event.Event;
import org.incidentstats.imports.file.SourceRow;
import org.incidentstats.imports.mapping.MappedRow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * One row of a file that is an event.
 *
 * @param digest tells apart contents of events; the same content has the same digest whenever it is read
 */
record Candidate(SourceRow row, MappedRow.Readable mapped, String digest) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    /** The row, unless it is faulty. */
    static Optional<Candidate> of(SourceRow row, MappedRow mapped) {
        return mapped instanceof MappedRow.Readable readable
                ? Optional.of(new Candidate(row, readable, digest(readable.event())))
                : Optional.empty();
    }

    String id() {
        return mapped.id();
    }

    static String digest(Event event) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(event)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
