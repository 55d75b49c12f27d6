package org.incidentstats.statistics.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.incidentstats.platform.Caching;
import org.incidentstats.platform.CostHeader;
import org.incidentstats.platform.Format;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.format.Grid;
import org.incidentstats.statistics.format.GridWorkbook;
import org.incidentstats.statistics.format.JsonStat;
import org.incidentstats.statistics.format.Labels;
import org.incidentstats.statistics.format.StatisticsJson;
import org.incidentstats.vocabulary.Language;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a client wants an answer: in which format, and in which language the labels in it. A dataset and a workbook have
 * labels; CSV has them where a language is asked for; JSON has codes alone.
 *
 * @param asked the language asked for by parameter, not by header
 */
record Representation(Format format, Optional<Language> asked, Language language) {

    static final List<Format> FORMATS = List.of(Format.JSON, Format.CSV, Format.JSON_STAT, Format.XLSX);

    /**
     * An answer in the shapes that formats are made of, each made when one needs it.
     *
     * @param document the whole answer as JSON
     * @param about    what the document says beside its rows
     * @param possible how many incidents may belong to the answer
     */
    record Content(Supplier<ObjectNode> document, Supplier<ObjectNode> about, Supplier<Grid> grid, long possible) {}

    /**
     * Answers a request, unless the client has the answer. Of one position the answer is the same, byte for byte; only
     * JSON of now also says what it cost, which differs from one time to the next, and so has a weak tag.
     *
     * @param name    names what is answered: part of the tag, and the name of a file
     * @param asOf    the past moment that is asked for; empty for now
     * @param content makes the answer
     */
    Response answer(
            HttpHeaders headers,
            String name,
            Codebook codebook,
            Statistics statistics,
            Optional<Instant> asOf,
            Function<Snapshot, Content> content) {
        boolean costs = format == Format.JSON && asOf.isEmpty();
        String representation = name + "-" + format.code() + (labelled() ? "-" + language.code() : "");
        boolean byHeader = labelled() && asked.isEmpty();
        List<String> vary =
                byHeader ? List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE) : List.of(HttpHeaders.ACCEPT);
        LongFunction<EntityTag> tag = position -> new EntityTag(Snapshot.tag(representation, position), costs);
        return Caching.answer(headers, vary, () -> tag.apply(statistics.position(asOf)), () -> {
            Snapshot snapshot = statistics.at(asOf);
            Content contents = content.apply(snapshot);
            Response.ResponseBuilder answer = Response.ok(
                            body(contents, new Labels(codebook.with(snapshot.register()), language), snapshot, costs),
                            format.mediaType())
                    .header("Possible-Events", contents.possible())
                    .header(CostHeader.READ_UNITS, snapshot.cost().readUnits());
            if (labelled()) {
                answer.language(language.code());
            }
            if (format == Format.XLSX) {
                answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.xlsx\"".formatted(name));
            }
            return new Caching.Made(answer, tag.apply(snapshot.position()));
        });
    }

    private boolean labelled() {
        return format == Format.JSON_STAT || format == Format.XLSX || format == Format.CSV && asked.isPresent();
    }

    private Object body(Content content, Labels labels, Snapshot snapshot, boolean costs) {
        return switch (format) {
            case JSON ->
                costs
                        ? withCost(content.document().get(), snapshot)
                        : content.document().get();
            case CSV -> content.grid().get().csv(Optional.of(labels).filter(some -> labelled()));
            case JSON_STAT -> JsonStat.of(content.grid().get(), content.about().get(), labels, newestChange(snapshot));
            case XLSX -> GridWorkbook.of(content.grid().get(), content.about().get(), labels, snapshot.recordedAt());
            case HTML, ATOM -> throw new IllegalStateException(format + " is not offered");
        };
    }

    /** When the newest change was recorded; none where nothing is on record. */
    private static Optional<Instant> newestChange(Snapshot snapshot) {
        return Optional.of(snapshot.recordedAt()).filter(Instant.EPOCH::isBefore);
    }

    private static ObjectNode withCost(ObjectNode document, Snapshot snapshot) {
        StatisticsJson.cost(document.withObject("meta"), snapshot.cost());
        return document;
    }
}
