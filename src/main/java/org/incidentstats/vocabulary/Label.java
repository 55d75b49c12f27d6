package org.incidentstats.vocabulary;

/** What something is called, in each language. */
public record Label(String en, String ru) {

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case RU -> ru;
        };
    }
}
