package org.incidentstats.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered.
 *
 * @param headers by names in lower case
 * @param body    decompressed
 */
record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
