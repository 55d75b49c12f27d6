package org.incidentstats.subscription;

import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.incidentstats.subscription.Subscriptions.Request;
import org.incidentstats.vocabulary.Language;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;

/**
 * The pages behind the links of mails. Opening one changes nothing, for scanners of mail open every link; the button on
 * it does. They are outside {@code /v1/}, so that they open for everybody, also where reading needs a token.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SubscriptionPages {

    static final String CONFIRM = "/subscriptions/confirm";
    static final String END = "/subscriptions/end";

    private final Template template;
    private final Subscriptions subscriptions;

    SubscriptionPages(@Location("subscription.html") Template template, Subscriptions subscriptions) {
        this.template = template;
        this.subscriptions = subscriptions;
    }

    @GET
    @Path(CONFIRM)
    @Operation(hidden = true)
    public Response confirmation(@QueryParam("token") String token) {
        return subscriptions
                .request(given(token))
                .map(request -> page(Response.Status.OK, request.language(), "confirm", true))
                .orElseGet(this::expired);
    }

    @POST
    @Path(CONFIRM)
    @Operation(hidden = true)
    public Response confirm(@QueryParam("token") String token) {
        Optional<Request> request = subscriptions.request(given(token));
        request.ifPresent(subscriptions::confirm);
        return request.map(one -> page(Response.Status.OK, one.language(), "confirmed", false))
                .orElseGet(this::expired);
    }

    @GET
    @Path(END)
    @Operation(hidden = true)
    public Response ending(@QueryParam("token") String token) {
        return subscriptions
                .endedBy(given(token))
                .map(id -> page(Response.Status.OK, language(id), "end", true))
                .orElseGet(this::unknown);
    }

    /** One click of a mail client (RFC 8058), or the button of the page. */
    @POST
    @Path(END)
    @Operation(hidden = true)
    public Response end(@QueryParam("token") String token) {
        Optional<String> id = subscriptions.endedBy(given(token));
        Language language = id.map(this::language).orElse(Language.EN);
        id.ifPresent(subscriptions::end);
        return id.map(one -> page(Response.Status.OK, language, "ended", false)).orElseGet(this::unknown);
    }

    private static String given(String token) {
        return Optional.ofNullable(token).orElse("");
    }

    private Language language(String id) {
        return subscriptions.find(id).map(Subscription::language).orElse(Language.EN);
    }

    private Response expired() {
        return page(Response.Status.GONE, Language.EN, "expired", false);
    }

    private Response unknown() {
        return page(Response.Status.NOT_FOUND, Language.EN, "unknown", false);
    }

    private Response page(Response.Status status, Language language, String step, boolean button) {
        return Response.status(status)
                .entity(template.data("russian", language == Language.RU)
                        .data("step", step)
                        .data("button", button)
                        .render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // The address of the page is a key
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'")
                .build();
    }
}
