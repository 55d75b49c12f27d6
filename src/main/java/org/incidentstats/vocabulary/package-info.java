/** Codes and what they are called: published code lists, countries, nationalities, the register of groups, languages. */
package org.incidentstats.vocabulary;
