/** The incident: what a version of it says, and how it is read from JSON. */
package org.incidentstats.event;
