package org.incidentstats.platform;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProxiesTest {

    @Test
    void withoutAProxyNobodyIsBelieved() {
        assertEquals("192.0.2.1", behind(0).client(Optional.of("198.51.100.7"), "192.0.2.1"));
    }

    @Test
    void eachProxyTellsWhoCalledIt() {
        String header = "203.0.113.9, 198.51.100.7, 192.0.2.1";
        assertEquals("192.0.2.1", behind(1).client(Optional.of(header), "10.0.0.1"));
        assertEquals("198.51.100.7", behind(2).client(Optional.of(header), "10.0.0.1"));
    }

    @Test
    void whoCallsPastAProxyIsTakenForWhoCalled() {
        assertEquals("10.0.0.1", behind(2).client(Optional.of("192.0.2.1"), "10.0.0.1"));
        assertEquals("10.0.0.1", behind(2).client(Optional.empty(), "10.0.0.1"));
    }

    private static Proxies behind(int proxies) {
        return () -> proxies;
    }
}
