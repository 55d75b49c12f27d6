package org.incidentstats.statistics.format;

import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.vocabulary.Language;

/** What codes are called, in one language. */
public record Labels(Codebook codebook, Language language) {

    String of(Dimension dimension, String code) {
        return codebook.label(dimension, code, language);
    }
}
