package org.incidentstats.statistics;

/** What something is called, in each language. */
record Label(String en, String ru) {

    String in(Language language) {
        return switch (language) {
            case EN -> en;
            case RU -> ru;
        };
    }
}
