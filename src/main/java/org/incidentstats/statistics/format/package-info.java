/** How answers are written: JSON, CSV, JSON-stat, workbooks. */
package org.incidentstats.statistics.format;
