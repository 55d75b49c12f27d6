package org.incidentstats.brief;

import jakarta.inject.Singleton;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.statistics.Codebook;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;

/** The Summary of a brief as a page: the template {@code summary.html} of {@code reports-templates/}, filled. */
@Singleton
final class BriefPage {

    private final Template template;
    private final Codebook codebook;

    BriefPage(@Location("summary.html") Template template, Codebook codebook) {
        this.template = template;
        this.codebook = codebook;
    }

    String of(BriefContent content) {
        return template.data("view", SummaryView.of(content, codebook))
                .data("link", content.scope().everything() ? "?" : "&")
                .render();
    }
}
