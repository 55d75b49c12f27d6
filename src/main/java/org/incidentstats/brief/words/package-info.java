/** The words of a brief, in each language. */
package org.incidentstats.brief.words;
