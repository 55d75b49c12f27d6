package org.incidentstats.statistics.model;

import java.text.Normalizer;

/** How a name is written that serves as a code, so that what looks the same is the same. */
final class Written {

    private Written() {}

    /** In composed characters (Unicode NFC), with single spaces and none around it. */
    static String name(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    }
}
