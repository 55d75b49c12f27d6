/** How one column is held in memory and in bytes. */
package org.incidentstats.statistics.columns.encoding;
