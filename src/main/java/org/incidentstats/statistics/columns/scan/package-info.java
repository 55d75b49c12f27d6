/** Answering questions by a scan over segments. */
package org.incidentstats.statistics.columns.scan;
