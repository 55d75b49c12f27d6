/** Entering, correcting and retracting events, and likely duplicates among them. */
package org.incidentstats.editing;
