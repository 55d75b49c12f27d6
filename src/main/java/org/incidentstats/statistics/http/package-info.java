/** Asking over HTTP: resources, their parameters and what describes these. */
package org.incidentstats.statistics.http;
