package org.incidentstats.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers to reads: each carries an ETag, and a client that has that state already is told so with 304. */
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
        Response.ResponseBuilder builder = Optional.ofNullable(request.evaluatePreconditions(entityTag))
                .map(Caching::unlessRefused)
                .or(() -> unchanged(request, new EntityTag(tag, true)))
                .orElseGet(answer);
        return finished(builder, entityTag, vary);
    }

    /** A precondition that does not hold is answered as every other fault. */
    private static Response.ResponseBuilder unlessRefused(Response.ResponseBuilder builder) {
        if (builder.build().getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw new ClientErrorException(Response.Status.PRECONDITION_FAILED);
        }
        return builder;
    }

    /** A tag that became weak on its way, because the answer was compressed, still names the state. */
    private static Optional<Response.ResponseBuilder> unchanged(Request request, EntityTag weak) {
        return Optional.ofNullable(request.evaluatePreconditions(weak))
                .filter(builder -> builder.build().getStatus() == Response.Status.NOT_MODIFIED.getStatusCode());
    }

    /** An answer, and its tag. */
    public record Made(Response.ResponseBuilder answer, EntityTag tag) {}

    /**
     * Answers where the tag of now is found with less than the answer takes: a client that has an answer already costs no
     * more than that.
     *
     * @param vary    by which headers of the request the representation was chosen
     * @param current finds the tag of the answer that would be made now
     * @param answer  makes the answer, if the client needs it
     */
    public static Response answer(
            HttpHeaders headers, List<String> vary, Supplier<EntityTag> current, Supplier<Made> answer) {
        EntityTags known = EntityTags.of(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
        if (known.wellFormed()) {
            EntityTag tag = current.get();
            if (known.name(tag.getValue())) {
                return finished(Response.notModified(), tag, vary);
            }
        }
        Made made = answer.get();
        return finished(made.answer(), made.tag(), vary);
    }

    private static Response finished(Response.ResponseBuilder builder, EntityTag tag, List<String> vary) {
        CacheControl everyTimeAsked = new CacheControl();
        everyTimeAsked.setNoCache(true);
        everyTimeAsked.setNoTransform(false);
        return builder.tag(tag)
                .cacheControl(everyTimeAsked)
                // Without spaces: what stands between API Gateway and a client may split the list at its commas
                .header(HttpHeaders.VARY, String.join(",", vary))
                .build();
    }
}
