package org.incidentstats.statistics;

import java.util.Optional;

import org.incidentstats.statistics.model.Fact;

/**
 * An event whose contribution differs between two positions.
 *
 * @param event its id
 * @param then  what it contributed at the earlier position, under the register of groups of that position; nothing if it
 *              did not count
 * @param now   what it contributes at the later one, likewise
 */
public record Changed(String event, Optional<Fact> then, Optional<Fact> now) {}
