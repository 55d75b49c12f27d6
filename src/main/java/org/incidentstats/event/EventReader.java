package org.incidentstats.event;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.Event.Perpetrators;
import org.incidentstats.event.Event.Place;
import org.incidentstats.event.Event.Relation;
import org.incidentstats.event.Event.Seizure;
import org.incidentstats.event.Event.Source;
import org.incidentstats.event.Event.Target;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Certainty;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Evidence;
import org.incidentstats.vocabulary.Nationality;
import org.incidentstats.vocabulary.Outcome;
import org.incidentstats.vocabulary.RelationKind;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Turns JSON from outside into an {@link Event}, once, at the edge. It looks at the whole document and reports all
 * its faults together, each with a JSON pointer; a member that it does not know is a fault, so that nothing is dropped
 * in silence.
 */
@Singleton
@SuppressWarnings("NullAway") // What is required and faulty is null until all faults are known
public final class EventReader {

    /** The earliest year of an incident. */
    public static final int EARLIEST_YEAR = 1900;

    /** The longest title, name or label, in characters. */
    public static final int LONGEST_LINE = 500;

    /** The longest summary or note, in characters. */
    public static final int LONGEST_TEXT = 10_000;

    /** The longest URL, in characters. */
    public static final int LONGEST_URL = 2_000;

    /** The most entries of any list of an event. */
    public static final int LONGEST_LIST = 100;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private static final List<String> ADDED_BY_THE_RECORD = List.of("version", "recordedAt", "recordedBy", "reason");

    private final CodeLists codes;
    private final Clock clock;

    public EventReader(CodeLists codes, Clock clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /** What an event's id must look like, for messages. */
    public static final String ID_FORM =
            "1 to 100 letters, digits, dots, hyphens and underscores, the first a letter or digit";

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Reads the content of an event. A member {@code id} is left to the caller; what the record adds to an event is
     * passed over, so that an event can be sent as it was read.
     *
     * @throws InvalidRequest with every fault of the document
     */
    public Event read(JsonNode document) {
        List<Fault> faults = new ArrayList<>();
        if (!document.isObject()) {
            throw new InvalidRequest(Fault.inBody("", Optional.empty(), "An event is a JSON object", List.of()));
        }
        JsonMembers members = new JsonMembers(document, "", faults);
        members.skip("id");
        ADDED_BY_THE_RECORD.forEach(members::skip);
        if (document.has("status")) {
            members.requiredCode("status", List.of("active"));
        }
        Event event = event(members);
        members.close();
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return event;
    }

    private Event event(JsonMembers in) {
        String title = in.requiredText("title", LONGEST_LINE);
        Optional<String> summary = in.text("summary", LONGEST_TEXT);
        Category category = in.requiredCoded("category", Category.values());
        Set<String> types = category == null ? codes.types().codes() : codes.typesOf(category);
        String type = in.requiredCode("type", types);
        EventDate date = in.requiredParsed("date", this::incidentDate);
        List<Place> places = in.requiredList("places", LONGEST_LIST, this::place);
        List<String> groups = in.codes("groups", LONGEST_LIST, codes.groups().codes());
        Optional<Boolean> claimed = in.flag("claimed");
        Outcome outcome = in.requiredCoded("outcome", Outcome.values());
        Evidence evidence = in.requiredCoded("evidence", Evidence.values());
        Optional<Certainty> certainty = in.coded("certainty", Certainty.values());
        List<Perpetrators> perpetrators = in.list("perpetrators", LONGEST_LIST, this::perpetrators);
        List<Target> targets = in.list("targets", LONGEST_LIST, this::target);
        Optional<Casualties> casualties = in.object("casualties", this::casualties);
        Optional<Estimate> arrested = estimate(in, "arrested");
        List<Seizure> seizures = in.list("seizures", LONGEST_LIST, this::seizure);
        List<String> weapons = in.codes("weapons", LONGEST_LIST, codes.weapons().codes());
        List<Source> sources = in.requiredList("sources", LONGEST_LIST, this::source);
        List<Relation> relations = in.list("relations", LONGEST_LIST, this::relation);
        if (relations.stream()
                        .filter(relation -> relation != null && relation.kind() == RelationKind.DUPLICATE_OF)
                        .count()
                > 1) {
            in.fault("relations", "an event is a duplicate of one other at the most");
        }
        Optional<String> note = in.text("note", LONGEST_TEXT);
        if (in.faulty()) {
            return null;
        }
        return new Event(
                title,
                summary,
                category,
                type,
                date,
                places,
                groups,
                claimed,
                outcome,
                evidence,
                certainty,
                perpetrators,
                targets,
                casualties,
                arrested,
                seizures,
                weapons,
                sources,
                relations,
                note);
    }

    private Place place(JsonMembers in) {
        String country = in.requiredCode("country", codes.countries().codes());
        Optional<String> admin1 = in.text("admin1", LONGEST_LINE);
        Optional<String> locality = in.text("locality", LONGEST_LINE);
        OptionalDouble latitude = in.number("latitude", -90, 90);
        OptionalDouble longitude = in.number("longitude", -180, 180);
        if (latitude.isPresent() != longitude.isPresent()) {
            in.fault("latitude", "latitude and longitude stand together or not at all");
        }
        return in.faulty() ? null : new Place(new Country(country), admin1, locality, latitude, longitude);
    }

    private Perpetrators perpetrators(JsonMembers in) {
        String nationality =
                in.requiredCode("nationality", codes.nationalities().codes());
        Optional<Estimate> count = estimate(in, "count");
        Optional<Estimate> arrested = estimate(in, "arrested");
        return in.faulty() ? null : new Perpetrators(new Nationality(nationality), count, arrested);
    }

    private Target target(JsonMembers in) {
        Optional<String> type = in.code("type", codes.targetTypes().codes());
        List<String> nationalities =
                in.codes("nationalities", LONGEST_LIST, codes.nationalities().codes());
        Optional<String> group = in.code("group", codes.groups().codes());
        if (type.isEmpty() && nationalities.isEmpty() && group.isEmpty()) {
            in.fault("type", "a target needs a type, nationalities or a group");
        }
        return in.faulty()
                ? null
                : new Target(type, nationalities.stream().map(Nationality::new).toList(), group);
    }

    private Casualties casualties(JsonMembers in) {
        Optional<Estimate> killed = estimate(in, "killed");
        Optional<Estimate> wounded = estimate(in, "wounded");
        Optional<Estimate> perpetratorsKilled = estimate(in, "perpetratorsKilled");
        return in.faulty() ? null : new Casualties(killed, wounded, perpetratorsKilled);
    }

    private Seizure seizure(JsonMembers in) {
        String item = in.requiredText("item", LONGEST_LINE);
        Optional<Estimate> quantity = estimate(in, "quantity");
        return in.faulty() ? null : new Seizure(item, quantity);
    }

    private Source source(JsonMembers in) {
        Optional<String> id = in.text("id", LONGEST_LINE);
        Optional<String> publisher = in.text("publisher", LONGEST_LINE);
        String title = in.requiredText("title", LONGEST_LINE);
        Optional<URI> url = in.parsed("url", EventReader::url);
        Optional<EventDate> published = in.parsed("published", EventDate::parse);
        Optional<String> language = in.parsed("language", EventReader::language);
        return in.faulty() ? null : new Source(id, publisher, title, url, published, language);
    }

    private Relation relation(JsonMembers in) {
        RelationKind kind = in.requiredCoded("kind", RelationKind.values());
        String event = in.requiredParsed("event", text -> {
            if (!isId(text)) {
                throw new IllegalArgumentException("an event's id is " + ID_FORM);
            }
            return text;
        });
        return in.faulty() ? null : new Relation(kind, event);
    }

    private Optional<Estimate> estimate(JsonMembers in, String name) {
        return in.object(name, figures -> {
            OptionalInt low = figures.count("low", Estimate.MAXIMUM);
            OptionalInt best = figures.count("best", Estimate.MAXIMUM);
            OptionalInt high = figures.count("high", Estimate.MAXIMUM);
            if (figures.faulty()) {
                return null;
            }
            try {
                return new Estimate(low, best, high);
            } catch (IllegalArgumentException e) {
                figures.fault(e.getMessage());
                return null;
            }
        });
    }

    private EventDate incidentDate(String text) {
        EventDate date = EventDate.parse(text);
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        if (date.firstDay().getYear() < EARLIEST_YEAR) {
            throw new IllegalArgumentException("an incident before %d is not taken".formatted(EARLIEST_YEAR));
        }
        // Somewhere on Earth it is tomorrow already.
        if (date.firstDay().isAfter(today.plusDays(1))) {
            throw new IllegalArgumentException("an incident after today, %s, is not taken".formatted(today));
        }
        return date;
    }

    private static URI url(String text) {
        if (text.length() > LONGEST_URL) {
            throw new IllegalArgumentException("longer than %d characters".formatted(LONGEST_URL));
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
                throw new IllegalArgumentException("not an absolute http or https URL");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL (RFC 3986): " + e.getReason(), e);
        }
    }

    private static String language(String text) {
        if (!LANGUAGE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a language tag such as en, ru or uz-Latn (BCP 47)");
        }
        return text;
    }
}
