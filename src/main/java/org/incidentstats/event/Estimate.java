package org.incidentstats.event;

import java.util.OptionalInt;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A number of people or things as the sources give it: the lowest, the best and the highest credible figure, after
 * the three fatality estimates of the UCDP GED codebook ({@code low}, {@code best}, {@code high}). A figure that the
 * sources do not give is absent, never 0; at least one of the three is there, and they ascend.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Estimate(
        @Schema(minimum = "0", maximum = "1000000000") OptionalInt low,
        @Schema(minimum = "0", maximum = "1000000000") OptionalInt best,
        @Schema(minimum = "0", maximum = "1000000000") OptionalInt high) {

    /** The largest figure that is taken: far above any real one, and safe to add up a billion times. */
    public static final int MAXIMUM = 1_000_000_000;

    public Estimate {
        if (low.isEmpty() && best.isEmpty() && high.isEmpty()) {
            throw new IllegalArgumentException("an estimate needs at least one of low, best and high");
        }
        int floor = 0;
        for (OptionalInt figure : new OptionalInt[] {low, best, high}) {
            if (figure.isPresent()) {
                if (figure.getAsInt() < 0 || figure.getAsInt() > MAXIMUM) {
                    throw new IllegalArgumentException(
                            "%d is not a number from 0 to %d".formatted(figure.getAsInt(), MAXIMUM));
                }
                if (figure.getAsInt() < floor) {
                    throw new IllegalArgumentException(
                            "low, best and high must ascend: %s".formatted(written(low, best, high)));
                }
                floor = figure.getAsInt();
            }
        }
    }

    @JsonCreator
    static Estimate of(
            @JsonProperty("low") @Nullable Integer low,
            @JsonProperty("best") @Nullable Integer best,
            @JsonProperty("high") @Nullable Integer high) {
        return new Estimate(optional(low), optional(best), optional(high));
    }

    /** "Exactly this many." */
    public static Estimate exactly(int best) {
        return of(null, best, null);
    }

    /** "At least this many": a low figure and no best one. */
    public static Estimate atLeast(int low) {
        return of(low, null, null);
    }

    /** Whether the sources give a lowest figure and no best one. */
    @JsonIgnore
    public boolean isAtLeast() {
        return low.isPresent() && best.isEmpty();
    }

    private static OptionalInt optional(@Nullable Integer figure) {
        return figure == null ? OptionalInt.empty() : OptionalInt.of(figure);
    }

    private static String written(OptionalInt... figures) {
        StringBuilder text = new StringBuilder();
        for (OptionalInt figure : figures) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(figure.isPresent() ? Integer.toString(figure.getAsInt()) : "-");
        }
        return text.toString();
    }
}
