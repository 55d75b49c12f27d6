package org.incidentstats.local;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives an answer that Netty will compress on its way a tag of its own, because it is made of other bytes (RFC 9110,
 * 8.8.3.3), and says of each that could be compressed that it depends on {@code Accept-Encoding}. What asks by such a tag
 * is handed on with the tag of what was compressed.
 */
@Singleton
public final class CompressedTags {

    private static final int BEFORE_RESOURCES = 9_800;
    private static final Pattern SUFFIX = Pattern.compile("-(?:gzip|deflate)\"");
    private static final int NOT_MODIFIED = 304;

    /** The same choice that Netty makes when it sends the answer. */
    private static final class Choice extends HttpContentCompressor {

        Choice() {
            super(StandardCompressionOptions.gzip(), StandardCompressionOptions.deflate());
        }

        Optional<String> of(String acceptEncoding) {
            return Optional.ofNullable(determineEncoding(acceptEncoding));
        }
    }

    void register(
            @Observes Filters filters,
            @ConfigProperty(name = "quarkus.http.compress-media-types") List<String> compressed) {
        Set<String> types = Set.copyOf(compressed);
        filters.register(request -> handle(request, types), BEFORE_RESOURCES);
    }

    private static void handle(RoutingContext context, Set<String> types) {
        MultiMap asked = context.request().headers();
        String known = asked.get(HttpHeaders.IF_NONE_MATCH);
        for (CharSequence condition : List.of(HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MATCH)) {
            if (asked.contains(condition)) {
                asked.set(condition, SUFFIX.matcher(asked.get(condition)).replaceAll("\""));
            }
        }
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            Optional<String> encoding = Optional.ofNullable(asked.get(HttpHeaders.ACCEPT_ENCODING))
                    .flatMap(accepted -> new Choice().of(accepted));
            context.addHeadersEndHandler(answered -> tell(context, types, encoding, known));
        }
        context.next();
    }

    private static void tell(RoutingContext context, Set<String> types, Optional<String> encoding, String known) {
        MultiMap answer = context.response().headers();
        boolean unchanged = context.response().getStatusCode() == NOT_MODIFIED;
        if (!unchanged && !types.contains(type(answer))) {
            return;
        }
        String vary = answer.get(HttpHeaders.VARY);
        answer.set(HttpHeaders.VARY, vary == null ? "Accept-Encoding" : vary + ",Accept-Encoding");
        String tag = answer.get(HttpHeaders.ETAG);
        if (tag == null || encoding.isEmpty() || tag.startsWith("W/")) {
            return;
        }
        String own = tag.substring(0, tag.length() - 1) + "-" + encoding.get() + "\"";
        if (!unchanged || known != null && known.contains(own)) {
            answer.set(HttpHeaders.ETAG, own);
        }
    }

    private static String type(MultiMap answer) {
        String type = answer.get(HttpHeaders.CONTENT_TYPE);
        return type == null ? "" : type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
