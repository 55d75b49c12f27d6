package org.incidentstats.statistics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.incidentstats.event.EventDate;

import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/** A fact as an item of the table {@code statistics}, under attribute names of one letter or two. */
final class FactItem {

    /** The partition of all facts; their sort key is the event's id. */
    static final String PARTITION = "fact";

    private static final EnhancedType<List<String>> LIST = EnhancedType.listOf(String.class);
    private static final EnhancedType<Map<String, String>> MAP = EnhancedType.mapOf(String.class, String.class);

    static final TableSchema<Fact> SCHEMA = TableSchema.builder(Fact.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(f -> PARTITION)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(Fact::event)
                    .setter((b, v) -> b.event = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(Integer.class, a -> a.name("v").getter(Fact::version).setter((b, v) -> b.version = v))
            .addAttribute(Boolean.class, a -> a.name("l").getter(Fact::counts).setter((b, v) -> b.counts = v))
            .addAttribute(
                    String.class,
                    a -> a.name("d").getter(f -> f.date().toString()).setter((b, v) -> b.date = v))
            .addAttribute(LIST, a -> a.name("c").getter(Fact::countries).setter((b, v) -> b.countries = v))
            .addAttribute(
                    MAP, a -> a.name("p").getter(f -> written(f.perpetrators())).setter((b, v) -> b.perpetrators = v))
            .addAttribute(LIST, a -> a.name("g").getter(Fact::groups).setter((b, v) -> b.groups = v))
            .addAttribute(String.class, a -> a.name("ca").getter(Fact::category).setter((b, v) -> b.category = v))
            .addAttribute(String.class, a -> a.name("ty").getter(Fact::type).setter((b, v) -> b.type = v))
            .addAttribute(String.class, a -> a.name("ou").getter(Fact::outcome).setter((b, v) -> b.outcome = v))
            .addAttribute(String.class, a -> a.name("ev").getter(Fact::evidence).setter((b, v) -> b.evidence = v))
            .addAttribute(
                    String.class,
                    a -> a.name("k").getter(f -> written(f.killed())).setter((b, v) -> b.killed = v))
            .addAttribute(
                    String.class,
                    a -> a.name("w").getter(f -> written(f.wounded())).setter((b, v) -> b.wounded = v))
            .addAttribute(
                    String.class,
                    a -> a.name("a").getter(f -> written(f.arrested())).setter((b, v) -> b.arrested = v))
            .build();

    private FactItem() {}

    /** The five numbers of a tally in their order. */
    private static String written(Tally tally) {
        return LongStream.of(tally.low(), tally.best(), tally.high(), tally.unknown(), tally.atLeast())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    private static Tally read(String text) {
        String[] numbers = text.split(" ");
        return new Tally(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]),
                Long.parseLong(numbers[4]));
    }

    private static Map<String, String> written(Map<String, Tally> tallies) {
        Map<String, String> texts = new TreeMap<>();
        tallies.forEach((nationality, tally) -> texts.put(nationality, written(tally)));
        return texts;
    }

    static final class Builder {
        private String event;
        private int version;
        private boolean counts;
        private String date;
        private List<String> countries;
        private Map<String, String> perpetrators;
        private List<String> groups;
        private String category;
        private String type;
        private String outcome;
        private String evidence;
        private String killed;
        private String wounded;
        private String arrested;

        Fact build() {
            Map<String, Tally> tallies = new TreeMap<>();
            perpetrators.forEach((nationality, text) -> tallies.put(nationality, read(text)));
            return new Fact(
                    event,
                    version,
                    counts,
                    EventDate.parse(date),
                    countries,
                    tallies,
                    groups,
                    category,
                    type,
                    outcome,
                    evidence,
                    read(killed),
                    read(wounded),
                    read(arrested));
        }
    }
}
