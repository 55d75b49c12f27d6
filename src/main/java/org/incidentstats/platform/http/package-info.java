/** What happens to every request and every answer: bodies, methods, headers, refusals. */
package org.incidentstats.platform.http;
