package org.incidentstats.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
import org.incidentstats.platform.ClientAddress;
import org.incidentstats.platform.Problem;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.subscription.Outbox.NotSent;
import org.incidentstats.subscription.Outbox.OutcomeUnknown;
import org.incidentstats.subscription.SubscriptionReader.Wanted;
import org.jboss.logging.Logger;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** How the brief is asked for. */
@Path("/v1/subscriptions")
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final Logger LOG = Logger.getLogger(SubscriptionResource.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SubscriptionReader reader;
    private final Subscriptions subscriptions;
    private final RateLimits limits;
    private final MailMessages messages;
    private final MailSettings settings;
    private final Outbox outbox;
    private final Codebook codebook;
    private final PublicUrl publicUrl;
    private final ClientAddress clientAddress;

    SubscriptionResource(
            SubscriptionReader reader,
            Subscriptions subscriptions,
            RateLimits limits,
            MailMessages messages,
            MailSettings settings,
            Outbox outbox,
            Codebook codebook,
            PublicUrl publicUrl,
            ClientAddress clientAddress) {
        this.reader = reader;
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
    @APIResponse(responseCode = "202", description = "A mail is on its way, if the address can be subscribed")
    @APIResponse(responseCode = "429", description = "Too many requests")
    @Blocking
    public Uni<Response> subscribe(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Object.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "subscribe",
                                                            value =
                                                                    "{\"address\": \"reader@example.org\","
                                                                            + " \"language\": \"en\","
                                                                            + " \"scope\": {\"country\": [\"TJK\", \"UZB\"]}}")))
                    InputStream body,
            @Context UriInfo uri,
            @Context HttpServerRequest client)
            throws IOException {
        long begun = System.nanoTime();
        String from = clientAddress.network(
                client::getHeader,
                Optional.ofNullable(client.remoteAddress())
                        .map(SocketAddress::hostAddress)
                        .orElse("unknown"));
        // Before anything is read, and the limit of all together only for what could be sent
        if (!limits.allows("client", from, settings.shareOfOneClient(), HOUR)) {
            return Uni.createFrom().item(tooMany(uri));
        }
        Wanted wanted = reader.read(body);
        if (!limits.allows("all", "all", settings.perHour(), HOUR)) {
            return Uni.createFrom().item(tooMany(uri));
        }
        String id = subscriptions.id(wanted.address());
        if (limits.allows("address", wanted.address().mailbox(), settings.perAddressAndDay(), Duration.ofDays(1))
                && !subscriptions.leftAlone(id)) {
            send(wanted, id, base(client));
        }
        return inTime(
                begun,
                Response.accepted(
                                new Accepted("If the address can be subscribed, a mail to it holds a link by which its"
                                        + " owner confirms within %s hours."
                                                .formatted(
                                                        settings.confirmWithin().toHours())))
                        .build());
    }

    /** How long it took tells whether a mail was sent, and so of an address what nobody else is to know. */
    private Uni<Response> inTime(long begun, Response answer) {
        long beat = settings.answerAfter().toMillis();
        Uni<Response> item = Uni.createFrom().item(answer);
        if (beat == 0) {
            return item;
        }
        long passed = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        return item.onItem().delayIt().by(Duration.ofMillis(beat - passed % beat));
    }

    private static Response tooMany(UriInfo uri) {
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

    /** Never what a request says in Host: the link in the mail is a key, and would be handed to whoever wrote that. */
    private URI base(HttpServerRequest client) {
        return MailSettings.base(
                publicUrl,
                Optional.ofNullable(client.localAddress())
                        .map(SocketAddress::port)
                        .orElse(80));
    }

    private void send(Wanted wanted, String id, URI base) {
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
}
