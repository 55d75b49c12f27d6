package org.incidentstats.platform;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * One line for each request: its id, route, status and duration, and for statistics what it cost. It says nothing of who
 * asked, and of what was asked only the route.
 */
@Singleton
public class RequestLog {

    private static final String ROUTE = RequestLog.class.getName();
    private static final int FIRST = 20_000;

    private final Telemetry telemetry;

    RequestLog(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    long begin = System.nanoTime();
                    request.addHeadersEndHandler(answered -> tell(request, System.nanoTime() - begin));
                    request.next();
                },
                FIRST);
    }

    @ServerResponseFilter
    public void note(ResourceInfo resource, ContainerResponseContext response, RoutingContext request) {
        Optional.ofNullable(resource)
                .filter(info -> info.getResourceMethod() != null)
                .ifPresent(info -> request.put(ROUTE, Route.of(info)));
    }

    private void tell(RoutingContext request, long nanos) {
        Optional<String> id = id(request);
        if (id.isEmpty()) {
            return;
        }
        Map<Gauge, Number> values = new EnumMap<>(Gauge.class);
        values.put(Gauge.REQUESTS, 1);
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Route", Optional.ofNullable(request.<String>get(ROUTE)).orElse(Route.OTHER));
        Optional.ofNullable(request.response().headers().get(CostHeader.READ_UNITS))
                .ifPresent(units -> values.put(Gauge.READ_UNITS, Double.valueOf(units)));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("RequestId", id.get());
        properties.put("Method", request.request().method().name());
        properties.put("Status", request.response().getStatusCode());
        properties.put("Millis", TimeUnit.NANOSECONDS.toMillis(nanos));
        telemetry.tell(values, dimensions, properties);
    }

    /** What AWS Lambda calls the request; nothing on one machine, and of a warm-up. */
    private static Optional<String> id(RoutingContext request) {
        return request.request().headers() instanceof QuarkusHttpHeaders headers
                ? Optional.ofNullable(headers.getContextObject(Context.class)).map(Context::getAwsRequestId)
                : Optional.empty();
    }
}
