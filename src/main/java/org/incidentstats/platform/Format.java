package org.incidentstats.platform;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** The representations of an answer. */
public enum Format {
    JSON("json", MediaType.APPLICATION_JSON_TYPE, MediaType.APPLICATION_JSON_TYPE),
    CSV("csv", new MediaType("text", "csv"), new MediaType("text", "csv", "utf-8"));

    private final String code;
    private final MediaType accepted;
    private final MediaType answered;

    Format(String code, MediaType accepted, MediaType answered) {
        this.code = code;
        this.accepted = accepted;
        this.answered = answered;
    }

    /** How the parameter {@code format} names it. */
    public String code() {
        return code;
    }

    public MediaType mediaType() {
        return answered;
    }

    public static List<String> codes() {
        return Stream.of(values()).map(Format::code).toList();
    }

    public static Format of(String code) {
        return values()[codes().indexOf(code)];
    }

    /** The first format that the client accepts most; a client that says nothing accepts JSON. */
    public static Format accepted(HttpHeaders headers) {
        for (MediaType wanted : headers.getAcceptableMediaTypes()) {
            Optional<Format> format = Stream.of(values())
                    .filter(one -> wanted.isCompatible(one.accepted))
                    .findFirst();
            if (format.isPresent()) {
                return format.get();
            }
        }
        throw new NotAcceptableException();
    }
}
