package org.incidentstats.store;

/** Something was stored by a newer release, in a format that this one cannot read. Nothing is wrong with it. */
public final class NewerFormat extends RuntimeException {

    /**
     * @param what   what was to be read
     * @param format the format that it says it has
     * @param newest the newest that can be read
     */
    public NewerFormat(String what, int format, int newest) {
        super("%s has format %d; this release reads formats up to %d. A newer release has written it."
                .formatted(what, format, newest));
    }
}
