package org.incidentstats.event.store;

import java.util.Optional;

import org.incidentstats.vocabulary.GroupEntry;

/**
 * A change of the register of groups that somebody asks for: a new entry, or other content for one.
 *
 * @param before the version that the change starts from; 0 for a new entry
 * @param reason why it is changed
 */
public record GroupChange(int before, GroupEntry entry, Optional<String> reason) {}
