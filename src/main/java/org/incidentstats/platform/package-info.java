/** What every part needs: faults and formats, parameters, caching, settings. */
package org.incidentstats.platform;
