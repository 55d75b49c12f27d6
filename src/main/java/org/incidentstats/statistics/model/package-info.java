/** What is counted and by what: dimensions, measures, and the fact that an event contributes. */
package org.incidentstats.statistics.model;
