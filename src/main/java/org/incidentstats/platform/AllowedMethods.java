package org.incidentstats.platform;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Which methods each address takes, and the answer to those who ask for that (OPTIONS). */
@Singleton
public final class AllowedMethods {

    private static final int BEFORE_RESOURCES = 9_500;
    private static final int NO_CONTENT = 204;

    /** Pages of other origins may read, and nothing more. */
    private static final List<String> OF_OTHER_ORIGINS = List.of("GET", "HEAD");

    private static final String HEADERS_OF_OTHER_ORIGINS = "Accept,Accept-Language,Authorization,If-None-Match";
    private static final String A_DAY = "86400";

    private final BeanManager beans;
    private volatile List<Taken> taken = List.of();

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** A method, and the addresses that take it. */
    private record Taken(String method, Predicate<String> addresses) {}

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_RESOURCES);
    }

    private void answer(RoutingContext request) {
        Set<String> methods = request.request().method() == io.vertx.core.http.HttpMethod.OPTIONS
                ? of(request.normalizedPath())
                : Set.of();
        if (methods.isEmpty()) {
            request.next();
            return;
        }
        request.response().setStatusCode(NO_CONTENT).putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        if (request.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            request.response()
                    .putHeader(
                            HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
                            String.join(
                                    ", ",
                                    methods.stream()
                                            .filter(OF_OTHER_ORIGINS::contains)
                                            .toList()))
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS_OF_OTHER_ORIGINS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY);
        }
        request.response().end();
    }

    /** The methods that an address takes, in alphabetical order; none if nothing is there. */
    Set<String> of(String path) {
        String address = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Set<String> methods = new TreeSet<>();
        for (Taken one : taken()) {
            if (one.addresses().test(address)) {
                methods.add(one.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private List<Taken> taken() {
        if (taken.isEmpty()) {
            List<Taken> found = new ArrayList<>();
            beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(bean -> bean.getBeanClass())
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .distinct()
                    .forEach(type -> Stream.of(type.getMethods()).forEach(method -> method(method)
                            .ifPresent(name -> found.add(new Taken(
                                    name,
                                    Pattern.compile(pattern(Route.of(type, method)))
                                            .asMatchPredicate())))));
            taken = List.copyOf(found);
        }
        return taken;
    }

    private static Optional<String> method(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String pattern(String route) {
        StringBuilder pattern = new StringBuilder();
        for (String part : route.substring(1).split("/")) {
            pattern.append('/').append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return pattern.toString();
    }
}
