package org.incidentstats.brief;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Briefs.Subject;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.brief.revision.RevisionFinder;
import org.incidentstats.brief.revision.RevisionFinder.Earlier;
import org.incidentstats.brief.workbook.BriefWorkbook;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.vocabulary.Language;

/** Makes briefs: frozen ones, whose numbers stay, and previews of the numbers of the moment. */
@Singleton
public final class BriefMaker {

    private final Briefs briefs;
    private final BriefWorkbook workbook;
    private final FrozenBriefs frozen;
    private final EventStore events;
    private final Statistics statistics;
    private final BriefSettings settings;
    private final Clock clock;
    private final String version;

    public BriefMaker(
            Briefs briefs,
            BriefWorkbook workbook,
            FrozenBriefs frozen,
            EventStore events,
            Statistics statistics,
            BriefSettings settings,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.briefs = briefs;
        this.workbook = workbook;
        this.frozen = frozen;
        this.events = events;
        this.statistics = statistics;
        this.settings = settings;
        this.clock = clock;
        this.version = version;
    }

    /**
     * The brief of a month that is over. The first call freezes it, every other finds it.
     *
     * @param address makes an address of this service, given as a path, a whole one
     * @throws MonthNotOver if the month is not over
     */
    public FrozenBrief freeze(YearMonth month, Scope scope, Function<String, URI> address) {
        Optional<FrozenBrief> there = frozen.settled(month, scope);
        if (there.isPresent()) {
            return there.get();
        }
        if (!month.isBefore(YearMonth.now(clock.withZone(settings.zone())))) {
            throw new MonthNotOver(month, settings.zone().getId());
        }
        Snapshot snapshot = statistics.now();
        Moment moment = new Moment(
                snapshot.position(), snapshot.recordedAt(), clock.instant().truncatedTo(ChronoUnit.SECONDS), true);
        Revisions revisions = revisions(snapshot, scope, address);
        Map<Language, FrozenBriefs.Edition> editions = new EnumMap<>(Language.class);
        Map<String, String> templates = new TreeMap<>();
        // The record can know of all that happened in a month that is over
        Instant known =
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (Language language : Language.values()) {
            BriefContent content = briefs.content(
                    new Subject(month, scope, language), moment, snapshot, known, Optional.of(revisions), address);
            editions.put(language, new FrozenBriefs.Edition(content, workbook.write(content, version)));
            templates.put(language.code(), workbook.templateHash(language));
        }
        FrozenBrief brief = new FrozenBrief(
                month,
                scope,
                moment,
                templates,
                version,
                UUID.randomUUID().toString(),
                Objects.requireNonNull(editions.get(Language.EN))
                        .content()
                        .incidents()
                        .size());
        return frozen.keep(brief, editions);
    }

    private Revisions revisions(Snapshot snapshot, Scope scope, Function<String, URI> address) {
        List<Earlier> earlier = frozen.all(scope).stream()
                .map(brief -> new Earlier(
                        brief.month(),
                        brief.moment().position(),
                        frozen.numbers(brief, Language.EN).content().figures()))
                .toList();
        return new RevisionFinder(briefs, events, statistics, snapshot, address).find(earlier, scope);
    }

    /** What the brief would say now. It looks for no revisions. */
    public BriefContent preview(Subject subject, Snapshot snapshot, Function<String, URI> address) {
        // No clock is asked: as long as the numbers are the same, so is every byte
        Moment moment = new Moment(snapshot.position(), snapshot.recordedAt(), snapshot.recordedAt(), false);
        return briefs.content(subject, moment, snapshot, snapshot.recordedAt(), Optional.empty(), address);
    }

    /** The content of a frozen brief, as it was. */
    public BriefContent content(FrozenBrief brief, Language language) {
        FrozenBriefs.Numbers numbers = frozen.numbers(brief, language);
        URI base = numbers.content().links().brief();
        return numbers.content().with(briefs.incidents(numbers.incidents(), base::resolve));
    }

    /** The version of the application. */
    String version() {
        return version;
    }

    /** The workbook of a preview. */
    public byte[] write(BriefContent preview) {
        return workbook.write(preview, version);
    }
}
