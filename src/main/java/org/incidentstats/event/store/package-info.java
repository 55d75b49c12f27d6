/** The record: versions of events, the register of groups, the head that carries the position, and a delta for each change. */
package org.incidentstats.event.store;
