package org.incidentstats.platform;

import java.lang.reflect.Method;
import java.util.Optional;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;

/** What is asked for without what it is asked of: {@code /v1/events/{id}}. Logs name this, and no address. */
public final class Route {

    /** What no resource answers: files of the page, the description, addresses that do not exist. */
    public static final String OTHER = "other";

    private Route() {}

    /** The route of a request; {@value #OTHER} where no resource answers it. */
    public static String of(ResourceInfo resource) {
        return resource == null || resource.getResourceMethod() == null
                ? OTHER
                : of(resource.getResourceClass(), resource.getResourceMethod());
    }

    static String of(Class<?> resource, Method method) {
        String first = Optional.ofNullable(resource.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
        String whole = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(path -> first + "/" + path.value())
                .orElse(first);
        return whole.replaceAll("/{2,}", "/");
    }
}
