package org.incidentstats.statistics;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.incidentstats.platform.Caching;
import org.incidentstats.platform.Format;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a client wants an answer: in which format, and in which language the labels in it. A dataset and a workbook have
 * labels; CSV has them where a language is asked for; JSON has codes alone.
 *
 * @param asked the language asked for by parameter, not by header
 */
record Representation(Format format, Optional<Language> asked, Language language) {

    static final List<Format> FORMATS = List.of(Format.JSON, Format.CSV, Format.JSON_STAT, Format.XLSX);

    /** An answer in its two shapes, and how many incidents may belong to it. */
    record Content(ObjectNode document, Grid grid, long possible) {}

    /**
     * Answers a request, unless the client has the answer.
     *
     * @param name    names what is answered: part of the tag, and the name of a file
     * @param content makes the answer
     */
    Response answer(Request request, String name, Snapshot snapshot, Codebook codebook, Supplier<Content> content) {
        String tag = snapshot.tag(name + "-" + format.code() + (labelled() ? "-" + language.code() : ""));
        boolean byHeader = labelled() && asked.isEmpty();
        List<String> vary =
                byHeader ? List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE) : List.of(HttpHeaders.ACCEPT);
        return Caching.answer(request, tag, vary, () -> {
            Content made = content.get();
            Response.ResponseBuilder answer = Response.ok(
                            body(made, new Labels(codebook, language), snapshot), format.mediaType())
                    .header("Possible-Events", made.possible());
            if (labelled()) {
                answer.language(language.code());
            }
            if (format == Format.XLSX) {
                answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.xlsx\"".formatted(name));
            }
            return answer;
        });
    }

    private boolean labelled() {
        return format == Format.JSON_STAT || format == Format.XLSX || format == Format.CSV && asked.isPresent();
    }

    private Object body(Content content, Labels labels, Snapshot snapshot) {
        return switch (format) {
            case JSON -> content.document();
            case CSV -> content.grid().csv(Optional.of(labels).filter(some -> labelled()));
            case JSON_STAT -> JsonStat.of(content.grid(), about(content.document()), labels, snapshot.changedAt());
            case XLSX -> GridWorkbook.of(content.grid(), about(content.document()), labels, snapshot.changedAt());
            case HTML, ATOM -> throw new IllegalStateException(format + " is not offered");
        };
    }

    /** What a document says beside its rows. */
    private static ObjectNode about(ObjectNode document) {
        return document.retain("query", "total", "test", "meta");
    }
}
