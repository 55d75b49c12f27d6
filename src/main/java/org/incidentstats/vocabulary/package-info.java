/**
 * Codes and what they are called: published code lists, countries, nationalities, the register of groups, languages, and what
 * text from outside may hold.
 */
package org.incidentstats.vocabulary;
