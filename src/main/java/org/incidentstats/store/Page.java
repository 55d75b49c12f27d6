package org.incidentstats.store;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a part, in the order that was asked for.
 *
 * @param next the key of the last item, behind which the next page begins; empty if there is no more
 */
public record Page(List<Item> items, Optional<String> next) {}
