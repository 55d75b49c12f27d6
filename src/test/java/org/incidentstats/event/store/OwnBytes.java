package org.incidentstats.event.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.incidentstats.event.EventVersion;

/** Contributions for tests of the record: the name of the version that contributes, and nothing else. */
public final class OwnBytes implements ContributionFormat {

    @Override
    public byte[] write(EventVersion version) {
        return name(version.id(), version.version()).getBytes(StandardCharsets.UTF_8);
    }

    static String name(String id, int version) {
        return id + "." + version;
    }

    static List<String> read(java.util.Optional<byte[]> contribution) {
        return contribution.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).stream()
                .toList();
    }
}
