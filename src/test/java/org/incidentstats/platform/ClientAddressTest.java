package org.incidentstats.platform;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ClientAddressTest {

    private static final Map<String, String> HEADERS =
            Map.of("Viewer-Address", "198.51.100.7", "X-Forwarded-For", "203.0.113.9");

    @Test
    void withoutAnythingInFrontNoHeaderIsBelieved() {
        assertEquals("192.0.2.1", in(Optional.empty()).of(HEADERS::get, "192.0.2.1"));
    }

    @Test
    void whatStandsInFrontSaysWhoCalledIt() {
        assertEquals("198.51.100.7", in(Optional.of("Viewer-Address")).of(HEADERS::get, "10.0.0.1"));
    }

    @Test
    void whoCallsPastItIsTakenForWhoCalled() {
        assertEquals("10.0.0.1", in(Optional.of("Viewer-Address")).of(Map.<String, String>of()::get, "10.0.0.1"));
    }

    private static ClientAddress in(Optional<String> header) {
        return () -> header;
    }
}
