/** Subscribers, their mail, and its delivery. */
package org.incidentstats.subscription;
