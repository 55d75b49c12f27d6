package org.incidentstats.brief;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Singleton;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Patience;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.incidentstats.vocabulary.Language;

/**
 * The frozen briefs, in the table of operations. Of each language a brief keeps its numbers and its finished workbook, so
 * that neither another template nor another release of anything that writes workbooks or names countries can change it.
 * Files stand in parts, as large as items can be, beside everything else of a brief: what is backed up, encrypted and
 * deleted together stays together.
 *
 * <p>The brief's own item is written last and once, and once it is there, no other part of that brief is written. Before
 * the first part stands an item that names the attempt: what a process leaves that ends in the middle is deleted through
 * it, as soon as the brief is there.
 */
@Singleton
public final class FrozenBriefs {

    private static final int LARGEST_PART = 380_000;
    private static final int LONGEST_QUERY = 1_000;
    private static final String NUMBERS = ".json.gz";
    private static final String WORKBOOK = ".xlsx";

    /** Of the brief's own item and of its numbers; a workbook is a workbook. */
    private static final int FORMAT = 1;

    private final Door door;

    public FrozenBriefs(Door door) {
        this.door = door;
    }

    /** One language of a brief: its content, and its workbook. */
    record Edition(BriefContent content, byte[] workbook) {}

    /**
     * The numbers as they are kept.
     *
     * @param content   without the incidents
     * @param incidents which version of each the brief tells; the record keeps them for ever
     */
    record Numbers(BriefContent content, List<VersionKey> incidents) {}

    public Optional<FrozenBrief> find(YearMonth month, Scope scope) {
        return door.get(place(month, scope)).map(FrozenBriefs::brief);
    }

    /** Every brief of a scope, the newest month first. */
    public List<FrozenBrief> all(Scope scope) {
        return door.all(Range.of(Table.OPERATIONS, briefs(scope)).backwards())
                .map(FrozenBriefs::brief)
                .toList();
    }

    /** Keeps a brief, unless there is one of its month and scope already; the one that is kept is the answer. */
    FrozenBrief keep(FrozenBrief brief, Map<Language, Edition> editions) {
        List<Item> first = new ArrayList<>();
        first.add(
                item(attempts(brief.scope()), brief.month() + "#" + brief.files(), Json.write(FORMAT, brief.files())));
        editions.forEach((language, edition) -> {
            List<VersionKey> incidents = edition.content().incidents().stream()
                    .map(incident -> new VersionKey(
                            incident.version().id(), incident.version().version()))
                    .toList();
            byte[] numbers = compressed(Json.write(FORMAT, new Numbers(edition.content(), incidents)));
            first.addAll(parts(brief.files(), language.code() + NUMBERS, numbers));
            first.addAll(parts(brief.files(), language.code() + WORKBOOK, edition.workbook()));
        });
        Place place = place(brief.month(), brief.scope());
        Write.Check unlessThere = new Write.Check(place, Condition.ABSENT);
        if (first.stream().allMatch(item -> done(List.of(unlessThere, new Write.Put(item, Condition.ANY))))) {
            Item item = new Item(place, 1, Json.write(FORMAT, brief));
            done(List.of(new Write.Put(item, Condition.ABSENT)));
        }
        return settled(brief.month(), brief.scope()).orElseThrow();
    }

    /** A brief, if there is one, after what other attempts at it have left is deleted. */
    Optional<FrozenBrief> settled(YearMonth month, Scope scope) {
        Optional<FrozenBrief> kept = find(month, scope);
        kept.ifPresent(this::tidy);
        return kept;
    }

    /**
     * Writes what may be written twice, unless the brief that it belongs to is there: then somebody else was faster, or the
     * answer to a first try was lost.
     */
    private boolean done(List<Write> writes) {
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        while (true) {
            try {
                door.write(writes);
                return true;
            } catch (Door.Conflict e) {
                return false;
            } catch (Door.Failure e) {
                patience.after(e);
            }
        }
    }

    private void tidy(FrozenBrief kept) {
        String prefix = kept.month() + "#";
        List<Place> attempts = door.all(Range.startingWith(Table.OPERATIONS, attempts(kept.scope()), prefix))
                .map(Item::place)
                .toList();
        for (Place attempt : attempts) {
            String files = attempt.key().substring(prefix.length());
            if (!files.equals(kept.files())) {
                door.all(Range.of(Table.OPERATIONS, files(files)))
                        .map(Item::place)
                        .toList()
                        .forEach(this::delete);
            }
            delete(attempt);
        }
    }

    private void delete(Place place) {
        done(List.of(new Write.Delete(place, Condition.ANY)));
    }

    /** The workbook, as it was made. */
    public byte[] workbook(FrozenBrief brief, Language language) {
        return get(brief.files(), language.code() + WORKBOOK);
    }

    Numbers numbers(FrozenBrief brief, Language language) {
        try {
            byte[] compressed = get(brief.files(), language.code() + NUMBERS);
            return Json.read(
                    new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(), FORMAT, Numbers.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Item> parts(String files, String name, byte[] file) {
        List<Item> parts = new ArrayList<>();
        for (int from = 0; from < file.length; from += LARGEST_PART) {
            byte[] some = Arrays.copyOfRange(file, from, Math.min(from + LARGEST_PART, file.length));
            parts.add(item(files(files), String.format(Locale.ROOT, "%s#%04d", name, parts.size()), some));
        }
        return parts;
    }

    private byte[] get(String files, String name) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        door.all(Range.startingWith(Table.OPERATIONS, files(files), name + "#"))
                .forEach(part -> file.writeBytes(part.body()));
        return file.toByteArray();
    }

    private static FrozenBrief brief(Item item) {
        return Json.read(item.body(), FORMAT, FrozenBrief.class);
    }

    private static Item item(String part, String key, byte[] body) {
        return new Item(new Place(Table.OPERATIONS, part, key), 1, body);
    }

    private static Place place(YearMonth month, Scope scope) {
        return new Place(Table.OPERATIONS, briefs(scope), month.toString());
    }

    private static String briefs(Scope scope) {
        return "briefs#" + name(scope);
    }

    /** A scope can be longer than a part may be. */
    private static String name(Scope scope) {
        String query = scope.query();
        if (query.length() <= LONGEST_QUERY) {
            return query;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Under the id of a brief's files: the file, and the part's place in it. */
    private static String files(String id) {
        return "brief#" + id;
    }

    /** Under the month and the id of its files. */
    private static String attempts(Scope scope) {
        return "brief-attempts#" + name(scope);
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
