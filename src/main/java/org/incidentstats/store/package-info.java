/** The door to the database: five operations with the limits of DynamoDB, and what is built of them. */
package org.incidentstats.store;
