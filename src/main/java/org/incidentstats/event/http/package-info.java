/** Reading single events, their versions and the change feed over HTTP. */
package org.incidentstats.event.http;
