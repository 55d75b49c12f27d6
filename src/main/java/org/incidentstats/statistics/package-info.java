/** Questions and their answers: selections, rows, tables, trends, lists, all of one position of the record. */
package org.incidentstats.statistics;
