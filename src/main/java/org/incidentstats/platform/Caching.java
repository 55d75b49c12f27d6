package org.incidentstats.platform;

import java.util.List;
import java.util.function.Supplier;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers to reads: each carries a strong ETag, and a client that has that state already is told so with 304. */
public final class Caching {

    private Caching() {}

    /**
     * @param tag    names the state of the representation; it changes whenever the representation can
     * @param answer makes the answer, if the client needs it
     */
    public static Response answer(Request request, String tag, Supplier<Response.ResponseBuilder> answer) {
        return answer(request, tag, List.of(HttpHeaders.ACCEPT), answer);
    }

    /**
     * @param tag    names the state of the representation; it changes whenever the representation can
     * @param vary   by which headers of the request the representation was chosen
     * @param answer makes the answer, if the client needs it
     */
    public static Response answer(
            Request request, String tag, List<String> vary, Supplier<Response.ResponseBuilder> answer) {
        EntityTag entityTag = new EntityTag(tag);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(entityTag);
        Response.ResponseBuilder builder = unchanged != null ? unchanged : answer.get();
        CacheControl everyTimeAsked = new CacheControl();
        everyTimeAsked.setNoCache(true);
        everyTimeAsked.setNoTransform(false);
        return builder.tag(entityTag)
                .cacheControl(everyTimeAsked)
                // Without spaces: what stands between API Gateway and a client may split the list at its commas
                .header(HttpHeaders.VARY, String.join(",", vary))
                .build();
    }
}
