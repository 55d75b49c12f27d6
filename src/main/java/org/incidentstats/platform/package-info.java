/** What every part needs of HTTP and its surroundings: problems, caching, formats, settings. */
package org.incidentstats.platform;
