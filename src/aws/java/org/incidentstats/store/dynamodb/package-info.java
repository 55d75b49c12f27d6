/** The door over DynamoDB. */
package org.incidentstats.store.dynamodb;
