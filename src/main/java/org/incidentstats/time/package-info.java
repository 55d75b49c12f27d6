/** Dates as exact as their sources, the periods they fall into, and how periods are compared. */
package org.incidentstats.time;
