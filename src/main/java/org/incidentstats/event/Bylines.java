package org.incidentstats.event;

import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.incidentstats.platform.Caching;
import org.incidentstats.platform.PseudonymKey;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who put a version on record, as whoever asks may know it: editors see each other, everybody else a name that stands for
 * one. It is made when a version is read; on record is who it was.
 */
@Singleton
public final class Bylines {

    private static final String EDITOR = "editor";

    /** By which headers of a request an answer with bylines is chosen. */
    public static final List<String> VARY = List.of(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION);

    private final SecurityIdentity identity;
    private final PseudonymKey key;

    Bylines(SecurityIdentity identity, PseudonymKey key) {
        this.identity = identity;
        this.key = key;
    }

    /** Whether the request of now is an editor's. A token that is not valid is refused, not taken for none. */
    public boolean forEditor() {
        return identity.hasRole(EDITOR);
    }

    /** The version as it is shown to whoever asks now. */
    public EventVersion shown(EventVersion version) {
        return forEditor() ? version : version.by(key.pseudonym(version.recordedBy()));
    }

    /** Versions as they are shown to whoever asks now. */
    public List<EventVersion> shown(List<EventVersion> versions) {
        return versions.stream().map(this::shown).toList();
    }

    /**
     * An answer with bylines: public and with a tag, or for an editor's eyes, and kept nowhere.
     *
     * @param tag names the state of the representation; it changes whenever the representation can
     */
    public Response answer(Request request, String tag, Supplier<Response.ResponseBuilder> answer) {
        return forEditor() ? unkept(answer.get().tag(tag)) : Caching.answer(request, tag, VARY, answer);
    }

    /** An answer for an editor's eyes. */
    public static Response unkept(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.VARY, String.join(",", VARY))
                .build();
    }
}
