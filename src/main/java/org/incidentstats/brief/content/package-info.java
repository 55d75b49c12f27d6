/** What a brief says, before it is put into words. */
package org.incidentstats.brief.content;
