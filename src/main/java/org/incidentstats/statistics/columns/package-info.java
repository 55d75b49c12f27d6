/** The columns on record: state of a position, tail, manifest, compaction, rebuild and comparison. */
package org.incidentstats.statistics.columns;
