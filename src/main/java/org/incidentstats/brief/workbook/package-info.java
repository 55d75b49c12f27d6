/** A brief as a workbook. */
package org.incidentstats.brief.workbook;
