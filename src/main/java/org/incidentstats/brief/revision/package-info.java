/** Which published numbers changed since an earlier brief, and which events changed them. */
package org.incidentstats.brief.revision;
