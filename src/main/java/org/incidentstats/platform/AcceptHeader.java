package org.incidentstats.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Variant;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.request.ServerDrivenNegotiation;
import org.jspecify.annotations.Nullable;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.HeaderParser;
import io.vertx.ext.web.impl.ParsableMIMEValue;

/**
 * Which of the media types that an address has a client is given, by its header {@code Accept} (RFC 9110, 12.5.1). What
 * cannot be read in it matches nothing; an empty one says nothing.
 */
@Singleton
public final class AcceptHeader {

    private static final int BEFORE_RESOURCES = 9_000;
    private static final Pattern RANGE = Pattern.compile("\\*/\\*|[\\w!#$%&'+.^`|~-]+/(\\*|[\\w!#$%&'+.^`|~-]+)");
    private static final String ANYTHING_BUT_WHAT_IS_HERE = "*/*;q=0";

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    simplify(request);
                    request.next();
                },
                BEFORE_RESOURCES);
    }

    /** The same header in a form that every reader of it understands alike. */
    private static void simplify(RoutingContext request) {
        MultiMap headers = request.request().headers();
        if (!headers.contains(HttpHeaders.ACCEPT)) {
            return;
        }
        String all = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
        simplified(all)
                .ifPresentOrElse(
                        simple -> headers.set(HttpHeaders.ACCEPT, simple), () -> headers.remove(HttpHeaders.ACCEPT));
    }

    /** The ranges that may match something here, without empty elements and with their weights; none if none is named. */
    static Optional<String> simplified(String accept) {
        List<String> ranges = new ArrayList<>();
        List<ParsableMIMEValue> named = HeaderParser.convertToParsedHeaderValues(accept, ParsableMIMEValue::new);
        for (ParsableMIMEValue range : named) {
            range.forceParse();
            String type = "%s/%s"
                    .formatted(range.component().strip(), range.subComponent().strip())
                    .toLowerCase(Locale.ROOT);
            if (RANGE.matcher(type).matches() && isPlain(range)) {
                ranges.add(type + ";q=" + weight(range));
            }
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ranges.isEmpty() ? ANYTHING_BUT_WHAT_IS_HERE : String.join(",", ranges));
    }

    /** With all three decimals; the range itself keeps two. */
    private static String weight(ParsableMIMEValue range) {
        AtomicReference<@Nullable Float> weight = new AtomicReference<>(1f);
        HeaderParser.parseHeaderValue(range.rawValue(), type -> {}, weight::set, (name, value) -> {});
        return BigDecimal.valueOf(Objects.requireNonNull(weight.get()))
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** What is answered has no parameters; that a text is UTF-8 is true of all. */
    private static boolean isPlain(ParsableMIMEValue range) {
        return range.parameters().entrySet().stream()
                .takeWhile(parameter -> !parameter.getKey().equalsIgnoreCase("q"))
                .allMatch(parameter -> parameter.getKey().equalsIgnoreCase("charset")
                        && parameter.getValue().equalsIgnoreCase("utf-8"));
    }

    /**
     * The one that a client accepts most; of several that it accepts alike, the one that it names more exactly, or else
     * the first.
     */
    static Optional<MediaType> best(HttpHeaders headers, List<MediaType> offered) {
        List<String> accepted = headers.getRequestHeader(HttpHeaders.ACCEPT);
        if (accepted == null || accepted.isEmpty()) {
            return Optional.of(offered.get(0));
        }
        ServerDrivenNegotiation negotiation = new ServerDrivenNegotiation();
        negotiation.setAcceptHeaders(accepted);
        return Optional.ofNullable(negotiation.getBestMatch(offered.stream()
                        .map(type -> new Variant(type, (Locale) null, null))
                        .collect(Collectors.toList())))
                .map(Variant::getMediaType);
    }

    /** Refuses what nothing at an address can answer. */
    @ServerRequestFilter
    public void check(ResourceInfo resource, HttpHeaders headers) {
        Optional.ofNullable(resource.getResourceMethod())
                .flatMap(method -> Optional.ofNullable(method.getAnnotation(Produces.class))
                        .or(() ->
                                Optional.ofNullable(resource.getResourceClass().getAnnotation(Produces.class))))
                .map(types -> Stream.of(types.value()).map(MediaType::valueOf).toList())
                .filter(types -> best(headers, types).isEmpty())
                .ifPresent(types -> {
                    throw new NotAcceptableException();
                });
    }
}
