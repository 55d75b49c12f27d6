package org.incidentstats.subscription;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.brief.SummaryView;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.platform.ClientAddress;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.Problem;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.subscription.Outbox.NotSent;
import org.incidentstats.subscription.Outbox.OutcomeUnknown;
import org.incidentstats.vocabulary.Language;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** How the brief is asked for. */
@Path("/v1/subscriptions")
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final Logger LOG = Logger.getLogger(SubscriptionResource.class);
    private static final List<String> MEMBERS = List.of("address", "language", "scope");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Subscriptions subscriptions;
    private final RateLimits limits;
    private final MailMessages messages;
    private final MailSettings settings;
    private final Outbox outbox;
    private final Codebook codebook;
    private final PublicUrl publicUrl;
    private final ClientAddress clientAddress;

    SubscriptionResource(
            Subscriptions subscriptions,
            RateLimits limits,
            MailMessages messages,
            MailSettings settings,
            Outbox outbox,
            Codebook codebook,
            PublicUrl publicUrl,
            ClientAddress clientAddress) {
        this.subscriptions = subscriptions;
        this.limits = limits;
        this.messages = messages;
        this.settings = settings;
        this.outbox = outbox;
        this.codebook = codebook;
        this.publicUrl = publicUrl;
        this.clientAddress = clientAddress;
    }

    /** What is said to everybody. */
    record Accepted(String message) {}

    /** What was asked for, read. */
    private record Wanted(MailAddress address, Scope scope, Language language) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "subscribe",
            summary = "Get the brief by mail",
            description =
                    "Sends a mail with a link to the address; the subscription begins when its owner confirms there."
                            + " The answer is the same whether or not the address is known. Confirming another scope or language"
                            + " replaces an earlier subscription.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "subscribe",
                                            value = "{\"address\": \"reader@example.org\", \"language\": \"en\","
                                                    + " \"scope\": {\"country\": [\"TJK\", \"UZB\"]}}")))
    @APIResponse(responseCode = "202", description = "A mail is on its way, if the address can be subscribed")
    @APIResponse(responseCode = "429", description = "Too many requests")
    public Response subscribe(JsonNode body, @Context UriInfo uri, @Context HttpServerRequest client) {
        Wanted wanted = read(body);
        String from = clientAddress.of(
                client::getHeader,
                Optional.ofNullable(client.remoteAddress())
                        .map(SocketAddress::hostAddress)
                        .orElse("unknown"));
        if (!limits.allows("client", from, settings.perClientAndHour(), HOUR)
                || !limits.allows("all", "all", settings.perHour(), HOUR)) {
            return Response.fromResponse(Problem.answer(
                            Response.Status.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "Too many requests",
                            "There were too many requests for subscriptions. Try again in an hour.",
                            uri,
                            List.of()))
                    .header(HttpHeaders.RETRY_AFTER, HOUR.toSeconds())
                    .build();
        }
        String id = subscriptions.id(wanted.address());
        if (!subscriptions.leftAlone(id)
                && limits.allows("address", id, settings.perAddressAndDay(), Duration.ofDays(1))) {
            send(wanted, id, uri.getBaseUri());
        }
        return Response.accepted(new Accepted("If the address can be subscribed, a mail to it holds a link by which its"
                        + " owner confirms within %s hours."
                                .formatted(settings.confirmWithin().toHours())))
                .build();
    }

    private void send(Wanted wanted, String id, URI requested) {
        URI base = publicUrl.publicUrl().orElse(requested);
        URI confirm = base.resolve(SubscriptionPages.CONFIRM + "?token="
                + subscriptions.confirmation(wanted.address(), wanted.scope(), wanted.language()));
        URI end = base.resolve(SubscriptionPages.END + "?token=" + subscriptions.ending(id));
        byte[] message = messages.confirmation(
                wanted.address(),
                wanted.language(),
                SummaryView.scope(wanted.scope(), wanted.language(), codebook),
                confirm,
                end);
        try {
            outbox.send(new Outbox.Parcel(settings.from(), wanted.address().text(), message, "confirmation"));
        } catch (NotSent | OutcomeUnknown e) {
            // The answer must not tell one address from another; who gets no mail can ask again
            LOG.warnf("A confirmation to %s: %s", id, e.getMessage());
        }
    }

    private Wanted read(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        if (body == null || !body.isObject()) {
            throw new InvalidRequest(Fault.inBody("", Optional.empty(), "not an object with these members", MEMBERS));
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                faults.add(Fault.inBody("/" + name, Optional.empty(), "no such member here", MEMBERS));
            }
        });
        MailAddress address = null;
        try {
            address = MailAddress.parse(body.path("address").asText());
        } catch (IllegalArgumentException e) {
            // The value is left out: an address that is nearly right is an address
            faults.add(Fault.inBody("/address", Optional.empty(), e.getMessage(), List.of()));
        }
        String language = body.path("language").asText(Language.EN.code());
        if (!Language.CODES.contains(language)) {
            faults.add(
                    Fault.inBody("/language", Optional.of(language), "not one of the values allowed", Language.CODES));
        }
        Scope scope = scope(body.path("scope"), faults);
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return new Wanted(address, scope, Language.of(language));
    }

    private Scope scope(JsonNode scope, List<Fault> faults) {
        Map<String, List<String>> values = new HashMap<>();
        scope.fields().forEachRemaining(member -> {
            if (Scope.PARAMETERS.contains(member.getKey())) {
                List<String> codes = new ArrayList<>();
                (member.getValue().isArray() ? member.getValue() : List.of(member.getValue()))
                        .forEach(code -> codes.add(code.asText()));
                values.put(member.getKey(), codes);
            } else {
                faults.add(Fault.inBody(
                        "/scope/" + member.getKey(), Optional.empty(), "no such member here", Scope.PARAMETERS));
            }
        });
        try {
            return Scope.of(values, codebook);
        } catch (InvalidRequest e) {
            e.faults()
                    .forEach(fault -> faults.add(Fault.inBody(
                            "/scope/" + fault.parameter().orElse(""), fault.value(), fault.detail(), fault.allowed())));
            return Scope.EVERYTHING;
        }
    }

    @ServerExceptionMapper
    Response notSetUp(MailNotSetUp e, UriInfo uri) {
        return Problem.answer(
                Response.Status.SERVICE_UNAVAILABLE,
                "mail-not-set-up",
                "Mail not set up",
                e.getMessage(),
                uri,
                List.of());
    }
}
