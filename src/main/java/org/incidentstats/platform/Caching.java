package org.incidentstats.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers to reads: each carries an ETag, and a client that has that state already is told so with 304. */
public final class Caching {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

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
                .or(() -> unchanged(request, new EntityTag(tag, true)))
                .orElseGet(answer);
        return finished(builder, entityTag, vary);
    }

    /** A tag that became weak on its way, because the answer was compressed, still names the state. */
    private static Optional<Response.ResponseBuilder> unchanged(Request request, EntityTag weak) {
        return Optional.ofNullable(request.evaluatePreconditions(weak))
                .filter(builder -> builder.build().getStatus() == Response.Status.NOT_MODIFIED.getStatusCode());
    }

    /**
     * An answer, and the tag of the state that it was made from.
     *
     * @param tag without what names the representation
     */
    public record Made(Response.ResponseBuilder answer, String tag) {}

    /**
     * Answers where the tag is known only when the answer is made, and the client's may still hold. The tag is weak:
     * of equal tags the numbers are equal, while what the answer says of its making can differ.
     *
     * @param prefix names the representation
     * @param vary   by which headers of the request the representation was chosen
     * @param holds  whether a tag of this representation still names what would be answered
     */
    public static Response answer(
            HttpHeaders headers, String prefix, List<String> vary, Predicate<String> holds, Supplier<Made> answer) {
        List<String> known = known(headers, prefix);
        Optional<String> held = known.stream().filter(holds).findFirst();
        Made made = held.map(tag -> new Made(Response.notModified(), tag)).orElseGet(answer);
        Response.ResponseBuilder builder = known.contains(made.tag()) ? Response.notModified() : made.answer();
        return finished(builder, new EntityTag(prefix + made.tag(), true), vary);
    }

    /** The tags of a representation that the client says it has. */
    private static List<String> known(HttpHeaders headers, String prefix) {
        return Optional.ofNullable(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)).orElse(List.of()).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(tag -> TAG.matcher(tag.strip()))
                .filter(Matcher::matches)
                .map(tag -> tag.group(1))
                .filter(tag -> tag.startsWith(prefix))
                .map(tag -> tag.substring(prefix.length()))
                .toList();
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
