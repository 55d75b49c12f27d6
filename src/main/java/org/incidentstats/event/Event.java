package org.incidentstats.event;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Certainty;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Evidence;
import org.incidentstats.vocabulary.Nationality;
import org.incidentstats.vocabulary.Outcome;
import org.incidentstats.vocabulary.RelationKind;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One incident: what happened, where, when, by whom, and which sources say so. People are counted, never named: no
 * field holds the name of a suspect or a victim.
 *
 * @param title        one line that tells the incident
 * @param summary      what happened, in the recorder's words
 * @param category     attack, plot, enforcement or cooperation
 * @param type         what it was within the category, a code of the list {@code types}
 * @param date         when it happened, as exactly as it is known
 * @param places       where it happened, at least one; several where it crossed a border or struck at once
 * @param groups       the organisations held responsible, codes of the list {@code groups}; none where none is named
 * @param claimed      whether somebody claimed it; absent where the sources do not say
 * @param outcome      completed, failed or foiled
 * @param evidence     what the attribution rests on
 * @param certainty    how sure it is that it happened so and belongs here; confirmed where it is absent
 * @param perpetrators who did it or is suspected of it, by nationality
 * @param targets      at whom or what it was aimed
 * @param casualties   the killed and wounded
 * @param arrested     people arrested; where it is absent, as many as are known by nationality
 * @param seizures     things seized
 * @param weapons      weapons used, codes of the list {@code weapons}
 * @param sources      the documents that report it, at least one
 * @param relations    other events that it belongs with or repeats
 * @param note         what a reader of the figures has to know of how they were read from the sources
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
    "title",
    "summary",
    "category",
    "type",
    "date",
    "places",
    "groups",
    "claimed",
    "outcome",
    "evidence",
    "certainty",
    "perpetrators",
    "targets",
    "casualties",
    "arrested",
    "seizures",
    "weapons",
    "sources",
    "relations",
    "note"
})
public record Event(
        @Schema(required = true, maxLength = EventReader.LONGEST_LINE) String title,
        @Schema(maxLength = EventReader.LONGEST_TEXT) Optional<String> summary,
        @Schema(required = true) Category category,
        @Schema(required = true) String type,
        @Schema(required = true, description = "When it happened, in EDTF: from 1900 to today") EventDate date,
        @Schema(required = true, minItems = 1, maxItems = EventReader.LONGEST_LIST) List<Place> places,
        @Schema(maxItems = EventReader.LONGEST_LIST) List<String> groups,
        Optional<Boolean> claimed,
        @Schema(required = true) Outcome outcome,
        @Schema(required = true) Evidence evidence,
        Optional<Certainty> certainty,
        @Schema(maxItems = EventReader.LONGEST_LIST) List<Perpetrators> perpetrators,
        @Schema(maxItems = EventReader.LONGEST_LIST) List<Target> targets,
        Optional<Casualties> casualties,
        Optional<Estimate> arrested,
        @Schema(maxItems = EventReader.LONGEST_LIST) List<Seizure> seizures,
        @Schema(maxItems = EventReader.LONGEST_LIST) List<String> weapons,
        @Schema(required = true, minItems = 1, maxItems = EventReader.LONGEST_LIST) List<Source> sources,
        @Schema(maxItems = EventReader.LONGEST_LIST) List<Relation> relations,
        @Schema(maxLength = EventReader.LONGEST_TEXT) Optional<String> note) {

    public Event {
        places = list(places);
        groups = list(groups);
        perpetrators = list(perpetrators);
        targets = list(targets);
        seizures = list(seizures);
        weapons = list(weapons);
        sources = list(sources);
        relations = list(relations);
    }

    /** The event on record already of which this one is another report, so that it counts nowhere. */
    @JsonIgnore
    public Optional<String> duplicateOf() {
        return relations.stream()
                .filter(relation -> relation.kind() == RelationKind.DUPLICATE_OF)
                .map(Relation::event)
                .findFirst();
    }

    /**
     * Where it happened.
     *
     * @param country   the country
     * @param admin1    the first administrative division (province, region, state)
     * @param locality  the town, village or place within it
     * @param latitude  degrees north, WGS 84
     * @param longitude degrees east, WGS 84
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Place(
            @Schema(required = true) Country country,
            @Schema(maxLength = EventReader.LONGEST_LINE) Optional<String> admin1,
            @Schema(maxLength = EventReader.LONGEST_LINE) Optional<String> locality,
            @Schema(minimum = "-90", maximum = "90") OptionalDouble latitude,
            @Schema(minimum = "-180", maximum = "180") OptionalDouble longitude) {}

    /**
     * The perpetrators or suspects of one nationality.
     *
     * @param nationality of which country, {@code unknown} or {@code stateless}
     * @param count       how many; where it is absent, at least one
     * @param arrested    how many of them were arrested, where that is known by nationality
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Perpetrators(
            @Schema(required = true) Nationality nationality, Optional<Estimate> count, Optional<Estimate> arrested) {

        public Perpetrators(Nationality nationality, Optional<Estimate> count) {
            this(nationality, count, Optional.empty());
        }
    }

    /**
     * At whom or what it was aimed.
     *
     * @param type          a code of the list {@code target-types}
     * @param nationalities of which countries the targets were
     * @param group         the organisation that was hit, a code of the list {@code groups}; the one held responsible
     *                      is another thing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Target(Optional<String> type, List<Nationality> nationalities, Optional<String> group) {
        public Target {
            nationalities = list(nationalities);
        }

        public Target(Optional<String> type, List<Nationality> nationalities) {
            this(type, nationalities, Optional.empty());
        }
    }

    /**
     * The killed and wounded.
     *
     * @param killed             everybody who was killed, the perpetrators among them
     * @param wounded            everybody who was wounded
     * @param perpetratorsKilled the perpetrators among the killed
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Casualties(
            Optional<Estimate> killed, Optional<Estimate> wounded, Optional<Estimate> perpetratorsKilled) {}

    /**
     * Things seized.
     *
     * @param item     what they are, in the singular
     * @param quantity how many pieces
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Seizure(
            @Schema(required = true, maxLength = EventReader.LONGEST_LINE) String item, Optional<Estimate> quantity) {}

    /**
     * A document that reports the incident.
     *
     * @param id        the key that the data set the event comes from gives the document
     * @param publisher who published it
     * @param title     its title
     * @param url       where it can be read, http or https
     * @param published when it was published
     * @param language  in which language it is, as an IETF language tag (BCP 47)
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Source(
            @Schema(maxLength = EventReader.LONGEST_LINE) Optional<String> id,
            @Schema(maxLength = EventReader.LONGEST_LINE) Optional<String> publisher,
            @Schema(required = true, maxLength = EventReader.LONGEST_LINE) String title,
            @Schema(maxLength = EventReader.LONGEST_URL) Optional<URI> url,
            Optional<EventDate> published,
            Optional<String> language) {}

    /**
     * Another event.
     *
     * @param kind  how it is related
     * @param event the other event's id
     */
    public record Relation(@Schema(required = true) RelationKind kind, @Schema(required = true) String event) {}

    private static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
