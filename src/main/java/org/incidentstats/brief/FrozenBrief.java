package org.incidentstats.brief;

import java.time.YearMonth;
import java.util.Map;

import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.Scope;

/**
 * A brief whose numbers stay.
 *
 * @param moment    the state of the record that its numbers are of
 * @param templates of each language, the SHA-256 of the template that its workbook was made from
 * @param version   the version of the application that made it
 * @param files     the id under which its files are kept
 * @param incidents how many incidents it is about
 */
public record FrozenBrief(
        YearMonth month,
        Scope scope,
        Moment moment,
        Map<String, String> templates,
        String version,
        String files,
        long incidents) {}
