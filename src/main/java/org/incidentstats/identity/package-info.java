/** Who writes: which tokens are taken, who an editor is on record, and under which name in public. */
package org.incidentstats.identity;
