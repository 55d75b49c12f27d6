/** An immutable run of rows: built, encoded, decoded, described. */
package org.incidentstats.statistics.columns.segment;
