package org.incidentstats.brief.content;

import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What earlier briefs of the same scope said otherwise.
 *
 * @param briefs    how many earlier briefs were looked at
 * @param revisions every number of theirs that is another today
 */
public record Revisions(int briefs, List<Revision> revisions) {

    /**
     * A published number that is another today.
     *
     * @param published the months of the briefs that said it
     * @param then      what they said
     * @param now       what is said today
     * @param causes    the incidents that explain the difference, to the last unit
     */
    public record Revision(Quantity quantity, List<YearMonth> published, long then, long now, List<Cause> causes) {}

    /**
     * One incident that changed a number, or what was registered anew about groups.
     *
     * @param event      its id; none where no incident changed
     * @param title      its title; of groups, which codes count as which others
     * @param difference what it adds to the number; the differences add up to that of the number
     * @param reason     the editor's reason, where there is one
     */
    public record Cause(
            Optional<String> event,
            Optional<String> title,
            How how,
            Optional<String> reason,
            long difference,
            Optional<URI> link) {}

    /** What happened to an incident after a number was published. */
    public enum How {
        /** It was put on record. */
        RECORDED,
        /** It was corrected. */
        CORRECTED,
        /** It was withdrawn. */
        RETRACTED,
        /** It was recognised as another report of an incident that counts already. */
        DUPLICATE,
        /** It counts again, having been retracted or a duplicate. */
        RESTORED,
        /** No incident changed: groups of theirs count as others, because the register of groups says so. */
        GROUPS,
        /** No incident changed: the number is counted by another rule. */
        RULES
    }
}
