package org.incidentstats.platform.http;

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

/** Which methods each address takes, and the answer to those who ask for that (OPTIONS) or use another. */
@Singleton
public final class AllowedMethods {

    private static final int BEFORE_RESOURCES = 9_500;
    private static final int NO_CONTENT = 204;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final String OPTIONS = "OPTIONS";

    /** Pages of other origins may read, and nothing more. */
    private static final List<String> OF_OTHER_ORIGINS = List.of("GET", "HEAD");

    private static final String HEADERS_OF_OTHER_ORIGINS = "Accept,Accept-Language,Authorization,If-None-Match";
    private static final String A_DAY = "86400";

    private final BeanManager beans;
    private final ProblemAnswer problems;
    private volatile List<Taken> taken = List.of();

    AllowedMethods(BeanManager beans, ProblemAnswer problems) {
        this.problems = problems;
        this.beans = beans;
    }

    /**
     * A method, and the addresses that take it.
     *
     * @param literal how many characters of such an address are given: of several that fit, the most exact is asked
     */
    private record Taken(String method, Predicate<String> addresses, int literal) {

        static Taken of(String method, String route) {
            return new Taken(
                    method,
                    Pattern.compile(pattern(route)).asMatchPredicate(),
                    route.replaceAll("\\{[^}]*}", "").length());
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_RESOURCES);
    }

    private void answer(RoutingContext request) {
        Set<String> methods = of(request.normalizedPath());
        String method = request.request().method().name();
        boolean known = methods.contains(method);
        if (methods.isEmpty() || known && !method.equals(OPTIONS)) {
            request.next();
            return;
        }
        request.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        if (!known) {
            problems.send(
                    request,
                    METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    "Method Not Allowed",
                    "This address does not take this method, but %s.".formatted(String.join(", ", methods)));
            return;
        }
        request.response().setStatusCode(NO_CONTENT);
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
        List<Taken> fitting =
                taken().stream().filter(one -> one.addresses().test(address)).toList();
        int most = fitting.stream().mapToInt(Taken::literal).max().orElse(0);
        fitting.stream().filter(one -> one.literal() == most).map(Taken::method).forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add(OPTIONS);
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
                            .ifPresent(name -> found.add(Taken.of(name, Route.of(type, method))))));
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
        for (String part : route.substring(1).split("/", -1)) {
            pattern.append('/').append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return pattern.toString();
    }
}
