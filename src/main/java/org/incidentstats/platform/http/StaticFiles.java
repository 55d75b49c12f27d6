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
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml");

    private final Map<String, Optional<String>> tags = new ConcurrentHashMap<>();

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
        Optional<String> tag = PAGE.matcher(path).matches() ? tags.computeIfAbsent(path, this::tag) : Optional.empty();
        if (tag.isEmpty()) {
            context.next();
            return;
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), TYPES.get("html"));
        context.addHeadersEndHandler(answered -> {
            context.response().putHeader(HttpHeaders.ETAG, tag.get());
            if (context.response().getStatusCode() != NOT_MODIFIED) {
                // What sends the file says it to GET alone
                context.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
            }
        });
        if (knows(asked, tag.get())) {
            context.response().setStatusCode(NOT_MODIFIED).end();
        } else {
            context.next();
        }
    }

    private static boolean knows(MultiMap asked, String tag) {
        String known = String.join(",", asked.getAll(HttpHeaders.IF_NONE_MATCH));
        return known.strip().equals("*")
                || TAG.matcher(known).results().anyMatch(one -> one.group(1).equals(tag));
    }

    private Optional<String> tag(String path) {
        String file = path.equals("/") ? "/index.html" : path;
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + file)) {
            if (content == null) {
                return Optional.empty();
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
            return Optional.of("\"" + HexFormat.of().formatHex(Arrays.copyOf(hash, 8)) + "\"");
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
