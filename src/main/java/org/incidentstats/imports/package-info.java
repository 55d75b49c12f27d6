/** Imports: jobs and how far they are, what of a file goes on record, uploads, and all of it over HTTP. */
package org.incidentstats.imports;
