package org.incidentstats.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.platform.EntityTags;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Files of the page have a tag of their content. The time at which they were last changed is told of none: it is that of
 * the start of the process, or the same for all releases, and would let a client keep what a release has replaced.
 */
@Singleton
public final class StaticFiles {

    private static final int BEFORE_RESOURCES = 9_400;
    private static final int NOT_MODIFIED = 304;
    private static final String FOLDER = "META-INF/resources";
    private static final Pattern PAGE = Pattern.compile("/|/index\\.html|/page/[a-z-]+\\.(?:js|css|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml");

    /** Of the files that there are. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_RESOURCES);
    }

    private void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.next();
            return;
        }
        MultiMap asked = context.request().headers();
        asked.remove(HttpHeaders.IF_MODIFIED_SINCE);
        asked.remove("If-Unmodified-Since");
        context.addHeadersEndHandler(answered -> context.response().headers().remove(HttpHeaders.LAST_MODIFIED));
        String path = context.normalizedPath();
        Optional<String> tag = PAGE.matcher(path).matches() ? tag(path) : Optional.empty();
        if (tag.isEmpty()) {
            context.next();
            return;
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), TYPES.get("html"));
        context.addHeadersEndHandler(answered -> {
            context.response().putHeader(HttpHeaders.ETAG, '"' + tag.get() + '"');
            if (context.response().getStatusCode() != NOT_MODIFIED) {
                // What sends the file says it to GET alone
                context.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
            }
        });
        if (EntityTags.of(asked.get(HttpHeaders.IF_NONE_MATCH)).name(tag.get())) {
            context.response().setStatusCode(NOT_MODIFIED).end();
        } else {
            context.next();
        }
    }

    private Optional<String> tag(String path) {
        Optional<String> tag = Optional.ofNullable(tags.get(path)).or(() -> hash(path));
        tag.ifPresent(found -> tags.put(path, found));
        return tag;
    }

    private static Optional<String> hash(String path) {
        String file = path.equals("/") ? "/index.html" : path;
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + file)) {
            if (content == null) {
                return Optional.empty();
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
            return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(hash, 8)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
