package org.incidentstats.statistics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.incidentstats.event.EventDate;
import org.incidentstats.platform.Tables;

import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * A fact as an item of the table {@code statistics}, under attribute names of one letter or two. Its sort key is the
 * event's id. A fact that counts also stands in the index {@value Tables#NEAR_INDEX}, under its generation and type by its
 * date; one that is pending does not.
 *
 * @param partition that of all facts of a generation, or of those that a change under way will lead to
 */
record FactItem(String partition, Fact fact) {

    private static final EnhancedType<List<String>> LIST = EnhancedType.listOf(String.class);
    private static final EnhancedType<Map<String, String>> MAP = EnhancedType.mapOf(String.class, String.class);

    static final TableSchema<FactItem> SCHEMA = TableSchema.builder(FactItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(FactItem::partition)
                    .setter((b, v) -> b.partition = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(i -> i.fact().event())
                    .setter((b, v) -> b.event = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    Integer.class,
                    a -> a.name("v").getter(i -> i.fact().version()).setter((b, v) -> b.version = v))
            .addAttribute(
                    Boolean.class,
                    a -> a.name("l").getter(i -> i.fact().counts()).setter((b, v) -> b.counts = v))
            .addAttribute(
                    String.class,
                    a -> a.name("d").getter(i -> i.fact().date().toString()).setter((b, v) -> b.date = v))
            .addAttribute(
                    LIST, a -> a.name("c").getter(i -> i.fact().countries()).setter((b, v) -> b.countries = v))
            .addAttribute(MAP, a -> a.name("p")
                    .getter(i -> written(i.fact().perpetrators()))
                    .setter((b, v) -> b.perpetrators = v))
            .addAttribute(LIST, a -> a.name("g").getter(i -> i.fact().groups()).setter((b, v) -> b.groups = v))
            .addAttribute(
                    String.class,
                    a -> a.name("ca").getter(i -> i.fact().category()).setter((b, v) -> b.category = v))
            .addAttribute(
                    String.class, a -> a.name("ty").getter(i -> i.fact().type()).setter((b, v) -> b.type = v))
            .addAttribute(
                    String.class,
                    a -> a.name("ou").getter(i -> i.fact().outcome()).setter((b, v) -> b.outcome = v))
            .addAttribute(
                    String.class,
                    a -> a.name("ev").getter(i -> i.fact().evidence()).setter((b, v) -> b.evidence = v))
            .addAttribute(
                    String.class,
                    a -> a.name("k").getter(i -> written(i.fact().killed())).setter((b, v) -> b.killed = v))
            .addAttribute(
                    String.class,
                    a -> a.name("w").getter(i -> written(i.fact().wounded())).setter((b, v) -> b.wounded = v))
            .addAttribute(
                    String.class,
                    a -> a.name("a").getter(i -> written(i.fact().arrested())).setter((b, v) -> b.arrested = v))
            .addAttribute(String.class, a -> a.name("nt")
                    .getter(i -> i.isNear() ? i.partition() + ":" + i.fact().type() : null)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.secondaryPartitionKey(Tables.NEAR_INDEX)))
            .addAttribute(String.class, a -> a.name("nd")
                    .getter(i -> i.isNear() ? Span.place(i.fact().date()) : null)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.secondarySortKey(Tables.NEAR_INDEX)))
            .build();

    private static final String FACTS = ":facts";

    /** The partition of all facts of a generation. */
    static String facts(int generation) {
        return generation + FACTS;
    }

    /** The partition of the index that holds the facts of a generation and a type of event. */
    static String near(int generation, String type) {
        return facts(generation) + ":" + type;
    }

    private boolean isNear() {
        return fact.counts() && partition.endsWith(FACTS);
    }

    /** The partition of the facts that a change of several steps will lead to. */
    static String pending(int generation) {
        return generation + ":pending";
    }

    static Key key(String partition, String event) {
        return Key.builder().partitionValue(partition).sortValue(event).build();
    }

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
        private String partition;
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

        FactItem build() {
            Map<String, Tally> tallies = new TreeMap<>();
            perpetrators.forEach((nationality, text) -> tallies.put(nationality, read(text)));
            Fact fact = new Fact(
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
            return new FactItem(partition, fact);
        }
    }
}
