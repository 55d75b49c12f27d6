package org.incidentstats.platform;

import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** The representations of an answer. */
public enum Format {
    JSON("json", MediaType.APPLICATION_JSON_TYPE, MediaType.APPLICATION_JSON_TYPE),
    CSV("csv", new MediaType("text", "csv"), new MediaType("text", "csv", "utf-8")),
    /** JSON-stat 2.0 (json-stat.org). No media type is registered for it; this is the one that its clients send. */
    JSON_STAT("json-stat", MediaType.valueOf(Format.JSON_STAT_TYPE), MediaType.valueOf(Format.JSON_STAT_TYPE)),
    HTML("html", MediaType.TEXT_HTML_TYPE, MediaType.TEXT_HTML_TYPE.withCharset("utf-8")),
    /** A feed (RFC 4287). */
    ATOM("atom", MediaType.APPLICATION_ATOM_XML_TYPE, MediaType.APPLICATION_ATOM_XML_TYPE),
    /** A workbook (Office Open XML, ECMA-376). */
    XLSX("xlsx", MediaType.valueOf(Format.XLSX_TYPE), MediaType.valueOf(Format.XLSX_TYPE));

    public static final String JSON_STAT_TYPE = "application/json-stat+json";
    public static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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

    /** How the parameter {@code format} names each of some. */
    public static List<String> codes(List<Format> formats) {
        return formats.stream().map(Format::code).toList();
    }

    public static Format of(String code) {
        return Stream.of(values())
                .filter(format -> format.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The first of the formats offered that the client accepts most; one that says nothing accepts the first. */
    public static Format accepted(HttpHeaders headers, List<Format> offered) {
        MediaType best = AcceptHeader.best(
                        headers, offered.stream().map(format -> format.accepted).toList())
                .orElseThrow(NotAcceptableException::new);
        return offered.stream()
                .filter(format -> format.accepted.equals(best))
                .findFirst()
                .orElseThrow();
    }
}
