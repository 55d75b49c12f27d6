package org.incidentstats.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Receives the body of a request before a thread is given to it, so that clients that are slow, or never send the rest,
 * hold up nobody else. One of which nothing more comes for the time that is set is answered with 408; so is a small one
 * that is not complete by then.
 */
@Singleton
public final class Bodies {

    /** In bytes: no body may be larger, but for files to import. */
    static final int LARGEST = 1024 * 1024;

    private static final String IMPORTS = "/v1/imports";
    private static final String BODY = Bodies.class.getName();
    private static final int BEFORE_RESOURCES = 8_000;
    private static final int TIMEOUT = 408;
    private static final int CONTENT_TOO_LARGE = 413;

    private final ObjectMapper mapper;
    // Filters are made when the application is built; what can be set is known when it runs.
    private final Provider<BodySettings> settings;

    Bodies(ObjectMapper mapper, Provider<BodySettings> settings) {
        this.mapper = mapper;
        this.settings = settings;
    }

    void register(
            @Observes Filters filters,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestFile) {
        Duration time = settings.get().time();
        filters.register(context -> receive(context, time, largestFile.asLongValue()), BEFORE_RESOURCES);
    }

    /** Hands the body over to whoever reads it. */
    @ServerRequestFilter(preMatching = true)
    public void hand(ContainerRequestContext request, RoutingContext context) throws IOException {
        BodySink body = context.get(BODY);
        if (body != null) {
            request.setEntityStream(body.open());
        }
    }

    private void receive(RoutingContext context, Duration time, long largestFile) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || !hasBody(request)) {
            context.next();
            return;
        }
        boolean file = context.normalizedPath().startsWith(IMPORTS);
        Future<BodySink> sink = file
                ? BodySink.InFile.create(context.vertx(), largestFile)
                : Future.succeededFuture(new BodySink.InMemory(Buffer.buffer(), LARGEST));
        sink.onFailure(context::fail).onSuccess(body -> new Reception(context, body, time, file).begin());
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }

    /** The reception of one body, all of it on the event loop of its connection. */
    private final class Reception {

        private final RoutingContext context;
        private final BodySink body;
        private final Duration time;
        private final boolean patient;
        private long received;
        private long timer;
        private boolean over;

        Reception(RoutingContext context, BodySink body, Duration time, boolean patient) {
            this.time = time;
            this.context = context;
            this.body = body;
            this.patient = patient;
        }

        void begin() {
            HttpServerRequest request = context.request();
            context.addEndHandler(answered -> {
                finish();
                body.discard();
            });
            start();
            request.handler(this::take);
            request.exceptionHandler(gone -> finish());
            request.endHandler(whole -> {
                if (finish()) {
                    body.complete().onFailure(context::fail).onSuccess(kept -> {
                        context.put(BODY, body);
                        context.next();
                    });
                }
            });
            request.resume();
        }

        private void start() {
            timer = context.vertx().setTimer(time.toMillis(), late -> {
                if (finish()) {
                    refuse(
                            TIMEOUT,
                            "request-timeout",
                            "Request timeout",
                            "The body did not arrive within %d seconds.".formatted(time.toSeconds()));
                }
            });
        }

        private void take(Buffer part) {
            received += part.length();
            if (over) {
                return;
            }
            if (received > body.largest()) {
                finish();
                refuse(
                        CONTENT_TOO_LARGE,
                        "content-too-large",
                        "Content too large",
                        "The body has more than %d bytes; at most that many are taken.".formatted(body.largest()));
                return;
            }
            if (patient) {
                context.vertx().cancelTimer(timer);
                start();
            }
            Future<Void> added = body.add(part);
            if (!added.isComplete()) {
                context.request().pause();
                added.onComplete(done -> context.request().resume());
            }
            added.onFailure(e -> {
                if (finish()) {
                    context.fail(e);
                }
            });
        }

        /** @return whether it was not over before */
        private boolean finish() {
            boolean first = !over;
            over = true;
            context.vertx().cancelTimer(timer);
            return first;
        }

        private void refuse(int status, String name, String title, String detail) {
            try {
                Problem problem = new Problem(
                        "urn:incidentstats:problem:" + name,
                        title,
                        status,
                        detail,
                        context.normalizedPath(),
                        List.of());
                context.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                        .putHeader(HttpHeaders.CONNECTION, "close")
                        .end(mapper.writeValueAsString(problem))
                        .onComplete(sent -> context.request().connection().close());
            } catch (JsonProcessingException e) {
                context.fail(e);
            }
        }
    }
}
