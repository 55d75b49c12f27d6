/** Entry points of the functions in AWS Lambda, and nothing else. */
package org.incidentstats.function;
