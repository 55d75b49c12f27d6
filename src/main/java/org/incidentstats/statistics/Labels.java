package org.incidentstats.statistics;

/** What codes are called, in one language. */
record Labels(Codebook codebook, Language language) {

    String of(Dimension dimension, String code) {
        return codebook.label(dimension, code, language);
    }
}
