/** The door over SQLite and PostgreSQL. */
package org.incidentstats.store.sql;
