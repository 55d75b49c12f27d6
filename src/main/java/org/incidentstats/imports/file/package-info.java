/** Files as rows of text, whatever their format and whoever made them, and the CSV of the rows that were refused. */
package org.incidentstats.imports.file;
