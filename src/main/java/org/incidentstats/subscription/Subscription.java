package org.incidentstats.subscription;

import java.time.Instant;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.vocabulary.Language;

/**
 * Somebody who gets the brief.
 *
 * @param id          a keyed hash of the address
 * @param sealed      the address, encrypted
 * @param scope       about what
 * @param language    in which language
 * @param confirmedAt when the subscriber confirmed
 */
record Subscription(String id, String sealed, Scope scope, Language language, Instant confirmedAt) {}
