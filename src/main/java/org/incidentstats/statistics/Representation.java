package org.incidentstats.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.incidentstats.platform.Caching;
import org.incidentstats.platform.CostHeader;
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
     * @param name     names what is answered: part of the tag, and the name of a file
     * @param holds    whether a tag still names what would be answered
     * @param computed computes the answer
     * @param content  puts it into its shapes
     */
    <T> Response answer(
            HttpHeaders headers,
            String name,
            Predicate<String> holds,
            Codebook codebook,
            Supplier<Statistics.Computed<T>> computed,
            Function<Statistics.Computed<T>, Content> content) {
        String prefix = name + "-" + format.code() + (labelled() ? "-" + language.code() : "") + "-";
        boolean byHeader = labelled() && asked.isEmpty();
        List<String> vary =
                byHeader ? List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE) : List.of(HttpHeaders.ACCEPT);
        return Caching.answer(headers, prefix, vary, holds, () -> {
            Statistics.Computed<T> made = computed.get();
            Content contents = content.apply(made);
            Response.ResponseBuilder answer = Response.ok(
                            body(contents, new Labels(codebook, language), made.basis()), format.mediaType())
                    .header("Possible-Events", contents.possible())
                    .header(
                            "Computed-From",
                            String.join(" and ", made.basis().sources()))
                    .header(CostHeader.READ_UNITS, made.basis().readUnits());
            if (labelled()) {
                answer.language(language.code());
            }
            if (format == Format.XLSX) {
                answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.xlsx\"".formatted(name));
            }
            return new Caching.Made(answer, made.basis().tag());
        });
    }

    private boolean labelled() {
        return format == Format.JSON_STAT || format == Format.XLSX || format == Format.CSV && asked.isPresent();
    }

    private Object body(Content content, Labels labels, Basis basis) {
        return switch (format) {
            case JSON -> content.document();
            case CSV -> content.grid().csv(Optional.of(labels).filter(some -> labelled()));
            case JSON_STAT -> JsonStat.of(content.grid(), about(content.document()), labels, basis.changedAt());
            case XLSX ->
                GridWorkbook.of(
                        content.grid(),
                        about(content.document()),
                        labels,
                        basis.changedAt().orElse(Instant.EPOCH));
            case HTML, ATOM -> throw new IllegalStateException(format + " is not offered");
        };
    }

    /** What a document says beside its rows. */
    private static ObjectNode about(ObjectNode document) {
        return document.retain("query", "total", "test", "meta");
    }
}
