/** Attacks on the running service: requests that nobody in good faith would send, made from its own description. */
package org.incidentstats.fuzz;
