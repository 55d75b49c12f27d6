/** The monthly brief: made, frozen, served. */
package org.incidentstats.brief;
