package org.incidentstats.platform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.incidentstats.vocabulary.PlainText;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An error as the API answers it (RFC 9457, problem details).
 *
 * @param type     a URN that names the kind of problem
 * @param title    the kind of problem in words
 * @param status   the HTTP status
 * @param detail   what happened to this request
 * @param instance the path that was asked for
 * @param errors   each fault of the request, up to {@value #MOST_ERRORS}; {@code allowed} stands at the first fault
 *                 that it belongs to, and where it is too long to list, at none
 * @param further  how many faults there are beside those
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors", "further"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Fault> errors,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt further) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Who has more to mend learns the rest from the next answer: none is much larger than the request. */
    static final int MOST_ERRORS = 20;

    private static final int LONGEST_DETAIL = 2_000;
    private static final int LONGEST_INSTANCE = 500;

    /** In all lists of an answer together, in characters: the codes of all countries and nationalities have room. */
    private static final int MOST_ALLOWED = 12_000;

    public Problem(String type, String title, int status, String detail, String instance, List<Fault> faults) {
        this(
                type,
                title,
                status,
                Fault.shortened(PlainText.legible(detail), LONGEST_DETAIL),
                Fault.shortened(PlainText.legible(instance), LONGEST_INSTANCE),
                shown(faults),
                faults.size() > MOST_ERRORS ? OptionalInt.of(faults.size() - MOST_ERRORS) : OptionalInt.empty());
    }

    private static List<Fault> shown(List<Fault> faults) {
        Set<List<String>> said = new HashSet<>();
        List<Fault> shown = new ArrayList<>();
        int left = MOST_ALLOWED;
        for (Fault fault : faults.subList(0, Math.min(faults.size(), MOST_ERRORS))) {
            int length = fault.allowed().stream().mapToInt(String::length).sum();
            boolean repeated = !said.add(fault.allowed());
            shown.add(
                    repeated || length > left
                            ? new Fault(fault.parameter(), fault.pointer(), fault.value(), fault.detail(), List.of())
                            : fault);
            left -= repeated || length > left ? 0 : length;
        }
        return List.copyOf(shown);
    }

    /** 422, which the constants of JAX-RS lack. */
    public static final Response.StatusType UNPROCESSABLE = new Response.StatusType() {
        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    };

    /** The answer that tells a problem. Its name is the last part of the type. */
    public static Response answer(
            Response.StatusType status,
            String name,
            String title,
            @Nullable String detail,
            UriInfo uri,
            List<Fault> faults) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(
                        "urn:incidentstats:problem:" + name,
                        title,
                        status.getStatusCode(),
                        Objects.requireNonNullElse(detail, ""),
                        uri.getPath(),
                        faults))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
