/** From rows to events: mappings of columns, the presets of sources, and the names that sources use. */
package org.incidentstats.imports.mapping;
