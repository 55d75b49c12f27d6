package org.incidentstats.brief;

import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Links;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Movers;
import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.platform.Format;
import org.incidentstats.vocabulary.Language;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** Briefs as the API answers them in JSON. */
final class BriefJson {

    private BriefJson() {}

    /** The briefs of a scope, the newest month first. */
    record Listed(Scope scope, List<Entry> briefs, Map<String, URI> links) {}

    /** A frozen brief, and where it is. */
    record Entry(
            YearMonth month,
            Scope scope,
            Moment moment,
            long incidents,
            Map<String, String> templates,
            String version,
            Map<String, URI> links) {}

    /** What a brief says. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @JsonPropertyOrder({"month", "scope", "language", "moment", "figures", "movers", "revisions", "incidents", "links"})
    record Said(
            YearMonth month,
            Scope scope,
            Language language,
            Moment moment,
            Figures figures,
            Movers movers,
            Optional<Revisions> revisions,
            List<Told> incidents,
            Links links) {}

    /** The version of an incident that a brief tells. */
    record Told(String id, int version, String title, URI link) {}

    static Listed of(Scope scope, List<FrozenBrief> briefs, Function<String, URI> address) {
        String query = scope.everything() ? "" : "?" + scope.query();
        String more = scope.everything() ? "?" : "&";
        return new Listed(
                scope,
                briefs.stream().map(brief -> of(brief, address)).toList(),
                Map.of(
                        "self",
                        address.apply("/v1/briefs" + query),
                        "feed",
                        address.apply("/v1/briefs" + query + more + "format=" + Format.ATOM.code())));
    }

    static Entry of(FrozenBrief brief, Function<String, URI> address) {
        String path = Briefs.path(brief.month(), brief.scope());
        String more = brief.scope().everything() ? "?" : "&";
        Map<String, URI> links = new TreeMap<>();
        for (Format format : BriefsResource.FORMATS) {
            links.put(format.code(), address.apply(path + more + "format=" + format.code()));
        }
        return new Entry(
                brief.month(),
                brief.scope(),
                brief.moment(),
                brief.incidents(),
                brief.templates(),
                brief.version(),
                links);
    }

    static Said of(BriefContent content) {
        return new Said(
                content.month(),
                content.scope(),
                content.language(),
                content.moment(),
                content.figures(),
                content.movers(),
                content.revisions(),
                content.incidents().stream()
                        .map(incident -> new Told(
                                incident.version().id(),
                                incident.version().version(),
                                incident.version().event().title(),
                                incident.link()))
                        .toList(),
                content.links());
    }
}
