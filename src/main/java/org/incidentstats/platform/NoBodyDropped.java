package org.incidentstats.platform;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a body where none is taken, so that nothing that somebody sent is dropped in silence. */
public final class NoBodyDropped {

    private static final Set<String> CHANGE = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final List<Class<? extends Annotation>> BESIDE_THE_BODY =
            List.of(Context.class, QueryParam.class, PathParam.class, HeaderParam.class);

    /** Under /v1/ alone: what a mail program sends to end a subscription (RFC 8058) is only a sign. */
    @ServerRequestFilter
    public void check(ResourceInfo resource, ContainerRequestContext request) {
        if (CHANGE.contains(request.getMethod())
                && request.getUriInfo().getPath().startsWith("/v1/")
                && hasBody(request)
                && !takesBody(resource.getResourceMethod())) {
            throw new InvalidRequest(Fault.inBody(
                    "",
                    Optional.empty(),
                    "no body is taken here; what can be said is said in parameters of the query",
                    List.of()));
        }
    }

    private static boolean hasBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeaderString("Transfer-Encoding") != null : !length.equals("0");
    }

    private static boolean takesBody(Method method) {
        return Stream.of(method.getParameters()).anyMatch(NoBodyDropped::isBody);
    }

    private static boolean isBody(Parameter parameter) {
        return BESIDE_THE_BODY.stream().noneMatch(parameter::isAnnotationPresent);
    }
}
