package org.incidentstats.statistics;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.EventReader;
import org.incidentstats.statistics.model.Codes;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.vocabulary.CodeList;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;
import org.incidentstats.vocabulary.Label;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.vocabulary.PlainText;

/** Which values each dimension can have, and what they are called. */
@Singleton
public final class Codebook {

    private static final Label UNKNOWN = new Label("Unknown", "Неизвестно");
    private static final Label OTHER = new Label("Other", "Прочие");

    /** Behind which of a period's signs, such as {@code 2022-Q}, its unknown part begins. */
    private static final String UNKNOWN_PART = "-[QW]?X.*";

    private final CodeLists lists;
    private final GroupRegister register;

    @Inject
    public Codebook(CodeLists lists) {
        this(lists, GroupRegister.EMPTY);
    }

    private Codebook(CodeLists lists, GroupRegister register) {
        this.lists = lists;
        this.register = register;
    }

    /** The same, where groups are called as a register says. */
    public Codebook with(GroupRegister groups) {
        return new Codebook(lists, groups);
    }

    /** Whether the dimension can have this value. */
    public boolean allows(Dimension dimension, String code) {
        Codes codes = dimension.codes();
        if (codes instanceof Codes.Periods periods) {
            return periods.grain().allows(code);
        }
        if (codes instanceof Codes.Open) {
            return isName(code);
        }
        return codes(dimension).contains(code)
                || codes instanceof Codes.Growing
                        && GroupEntry.isCode(code)
                        && suggestion(dimension, code).isEmpty();
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= EventReader.LONGEST_LINE + "TJK/".length() && PlainText.isLine(text);
    }

    /** The values that are listed, ascending; none for a dimension of time, whose values are a form. */
    public Collection<String> codes(Dimension dimension) {
        Set<String> codes = new TreeSet<>();
        list(dimension).ifPresent(list -> codes.addAll(list.codes()));
        if (dimension.codes() instanceof Codes.Listed listed && listed.unknown()) {
            codes.add(Dimension.UNKNOWN);
        }
        if (dimension.codes() instanceof Codes.Growing) {
            codes.add(Dimension.UNKNOWN);
            register.entries().forEach(entry -> codes.add(entry.code()));
        }
        return codes;
    }

    /** Whether only the values listed are allowed. */
    public boolean closed(Dimension dimension) {
        return dimension.codes() instanceof Codes.Listed;
    }

    /** What a value of the dimension looks like, for messages that say that one is none. */
    public String form(Dimension dimension, String code) {
        Codes codes = dimension.codes();
        if (codes instanceof Codes.Periods periods) {
            return periods.grain().form();
        }
        if (codes instanceof Codes.Open open) {
            return "not a name such as %s, of at most %d characters"
                    .formatted(open.example(), EventReader.LONGEST_LINE + "TJK/".length());
        }
        return "not one of the codes of %s%s"
                .formatted(
                        dimension.code(),
                        suggestion(dimension, code)
                                .map("; did you mean %s?"::formatted)
                                .orElse(""));
    }

    /** What a value is called in English. */
    public String label(Dimension dimension, String code) {
        return label(dimension, code, Language.EN);
    }

    /** What a value is called; the code itself where it is its own name or, for a code no longer listed, none is known. */
    public String label(Dimension dimension, String code, Language language) {
        if (dimension.codes() instanceof Codes.Periods periods) {
            return code.contains("X")
                    ? code.replaceFirst(UNKNOWN_PART, "") + ", "
                            + periods.grain().unknown().in(language)
                    : code;
        }
        return registered(dimension, code, language)
                .or(() -> list(dimension).flatMap(list -> list.find(code)).map(entry -> entry.labels()
                        .get(language.code())))
                .orElseGet(() -> switch (code) {
                    case Dimension.UNKNOWN -> UNKNOWN.in(language);
                    case Presentation.OTHER -> OTHER.in(language);
                    default -> code;
                });
    }

    private Optional<String> registered(Dimension dimension, String code, Language language) {
        return dimension.ofGroups()
                ? register.entry(code).map(GroupEntry::names).flatMap(names -> Optional.ofNullable(
                                names.get(language.code()))
                        .or(() -> Optional.ofNullable(names.get(Language.EN.code()))))
                : Optional.empty();
    }

    private Optional<String> suggestion(Dimension dimension, String code) {
        return codes(dimension).stream()
                .filter(known ->
                        known.equalsIgnoreCase(code) || label(dimension, known).equalsIgnoreCase(code))
                .findFirst();
    }

    private Optional<CodeList> list(Dimension dimension) {
        Codes codes = dimension.codes();
        if (codes instanceof Codes.Listed listed) {
            return Optional.of(listed.list().apply(lists));
        }
        return codes instanceof Codes.Growing growing
                ? Optional.of(growing.list().apply(lists))
                : Optional.<CodeList>empty();
    }
}
