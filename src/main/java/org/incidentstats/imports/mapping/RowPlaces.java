package org.incidentstats.imports.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.incidentstats.imports.mapping.Mapping.PlaceRule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where it happened: the countries, areas and coordinates of a row. */
final class RowPlaces {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

    private final Mapping mapping;
    private final RowCells cells;
    private final Draft draft;
    private final SourceNames names;

    RowPlaces(Mapping mapping, RowCells cells, Draft draft, SourceNames names) {
        this.mapping = mapping;
        this.cells = cells;
        this.draft = draft;
        this.names = names;
    }

    void places(PlaceRule rule) {
        List<String> countries = RowCells.split(cells.cell(rule.country()), rule.separator());
        if (countries.isEmpty()) {
            if (!draft.document().has("places")) {
                draft.fault(
                        rule.country(), cells.cell(rule.country()), "missing: the name or alpha-3 code of a country");
            }
            return;
        }
        List<String> localities =
                RowCells.split(cells.text(rule.locality()).map(RowCells::line).orElse(""), rule.separator());
        if (localities.size() > 1 && countries.size() > 1 && localities.size() != countries.size()) {
            draft.fault(
                    RowCells.columns(rule.locality()),
                    String.join("; ", localities),
                    "%d places in %d countries: give one for each country, in the same order, or one country"
                            .formatted(localities.size(), countries.size()));
            return;
        }
        int count = Math.max(countries.size(), localities.size());
        for (int i = 0; i < count; i++) {
            ArrayNode places = draft.document().withArray("places");
            String pointer = "/places/" + places.size();
            String name = countries.get(Math.min(i, countries.size() - 1));
            Optional<String> country = names.country(name, mapping.countries());
            if (country.isEmpty()) {
                draft.fault(
                        rule.country(),
                        name,
                        "no country is known under this name; give its ISO 3166-1 alpha-3 code, or name it under"
                                + " 'countries' in a mapping of your own");
                return;
            }
            ObjectNode place = places.addObject().put("country", country.get());
            draft.origin(pointer + "/country", rule.country());
            if (count == 1) {
                cells.text(rule.admin1()).ifPresent(admin1 -> place.put("admin1", draft.cut(RowCells.line(admin1))));
                coordinates(rule, place, pointer);
            }
            if (localities.size() == count) {
                place.put("locality", draft.cut(localities.get(i)));
            }
            draft.origin(pointer + "/admin1", RowCells.columns(rule.admin1()));
            draft.origin(pointer + "/locality", RowCells.columns(rule.locality()));
        }
    }

    private void coordinates(PlaceRule rule, ObjectNode place, String pointer) {
        if (!rule.coordinatesWhen().isEmpty() && !cells.holds(rule.coordinatesWhen())) {
            return;
        }
        coordinate(rule.latitude(), place, "latitude", pointer);
        coordinate(rule.longitude(), place, "longitude", pointer);
    }

    private void coordinate(Optional<String> column, ObjectNode place, String member, String pointer) {
        if (column.isEmpty()) {
            return;
        }
        draft.origin(pointer + "/" + member, column.get());
        String cell = cells.cell(column.get());
        if (cell.isEmpty()
                || mapping.unknown().texts().contains(cell)
                        && !NUMBER.matcher(cell).matches()) {
            return;
        }
        try {
            place.put(member, new BigDecimal(cell));
        } catch (NumberFormatException e) {
            draft.fault(column.get(), cell, "not degrees as a decimal number with a point");
        }
    }
}
