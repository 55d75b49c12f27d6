/** Filling a template, writing cells, tables and charts, and a workbook that is the same file each time. */
package org.incidentstats.workbook;
