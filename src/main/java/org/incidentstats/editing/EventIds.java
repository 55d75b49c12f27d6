package org.incidentstats.editing;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** Gives ids to events that come without one: random UUIDs (RFC 9562, version 4). */
@Singleton
@DefaultBean
public class EventIds {

    public String next() {
        return UUID.randomUUID().toString();
    }
}
