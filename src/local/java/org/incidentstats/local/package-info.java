/** The local edition and the server: embedded databases, the clock instead of a scheduler, sample data. */
package org.incidentstats.local;
