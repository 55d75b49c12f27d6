package org.incidentstats.platform;

import org.incidentstats.store.Table;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the three tables are called, which a deployment sets. */
@ConfigMapping(prefix = "incidentstats.tables")
public interface Tables {

    /** The record, the only truth. */
    @WithDefault("events")
    String events();

    /** The columns, derived from the record and rebuildable at any time. */
    @WithDefault("statistics")
    String statistics();

    /** Briefs, subscriptions, deliveries, imports and sources. */
    @WithDefault("operations")
    String operations();

    /** The name of a table. */
    default String name(Table table) {
        return switch (table) {
            case EVENTS -> events();
            case STATISTICS -> statistics();
            case OPERATIONS -> operations();
        };
    }
}
