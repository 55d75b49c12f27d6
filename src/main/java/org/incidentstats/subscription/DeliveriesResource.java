package org.incidentstats.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameters;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.brief.BriefsResource;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.JsonBody;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Problem;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.subscription.Delivery.State;
import org.incidentstats.subscription.Outbox.NotSent;
import org.incidentstats.subscription.Outbox.OutcomeUnknown;
import org.incidentstats.vocabulary.Language;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/** What became of the mails of a month, for those who run the service. */
@Path("/v1/briefs/{month}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("editor")
@SecurityRequirement(name = "jwt")
@Tag(name = "Subscriptions")
public class DeliveriesResource {

    private static final String LANGUAGE = "lang";
    private static final String SENT = "sent";
    private static final String NOT_SENT = "not-sent";
    private static final String OUTCOME = "outcome";
    private static final int TESTS_AN_HOUR = 10;
    private static final int LARGEST_BODY = 1_000;

    private final DeliveryStore deliveries;
    private final MonthlyRun run;
    private final RateLimits limits;
    private final Codebook codebook;
    private final JsonBody bodies;
    private final JsonWebToken token;

    DeliveriesResource(
            DeliveryStore deliveries,
            MonthlyRun run,
            RateLimits limits,
            Codebook codebook,
            JsonBody bodies,
            JsonWebToken token) {
        this.deliveries = deliveries;
        this.run = run;
        this.limits = limits;
        this.codebook = codebook;
        this.bodies = bodies;
        this.token = token;
    }

    /**
     * What became of the mails of a month.
     *
     * @param states    how many are in each state
     * @param attention those that somebody has to look at
     */
    record Told(YearMonth month, Map<String, Long> states, List<One> attention) {}

    /** One mail; the subscriber is a keyed hash of an address. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record One(
            String subscriber,
            String state,
            Instant since,
            int attempts,
            Optional<String> messageId,
            Optional<String> detail) {

        static One of(Delivery delivery) {
            return new One(
                    delivery.subscriber(),
                    delivery.state().name().toLowerCase(Locale.ROOT),
                    delivery.since(),
                    delivery.attempts(),
                    delivery.messageId(),
                    delivery.detail());
        }
    }

    /** A test mail that was sent. */
    record Tested(String messageId) {}

    @GET
    @Operation(
            operationId = "deliveries",
            summary = "What became of the mails of a month",
            description =
                    "How many are in which state, and each that needs attention: those whose outcome nobody knows,"
                            + " that were refused, bounced or called spam. Addresses are not shown.")
    public Told deliveries(@PathParam("month") String text, @Context UriInfo uri) {
        org.incidentstats.platform.Parameters.only(uri.getQueryParameters(), Set.of());
        YearMonth month = BriefsResource.parsed(text);
        List<Delivery> all = deliveries.of(month);
        Map<String, Long> states = new TreeMap<>();
        for (State state : State.values()) {
            states.put(
                    state.name().toLowerCase(Locale.ROOT),
                    all.stream().filter(delivery -> delivery.state() == state).count());
        }
        return new Told(
                month,
                states,
                all.stream()
                        .filter(delivery -> delivery.state() != State.SENT && delivery.state() != State.DELIVERED)
                        .map(One::of)
                        .toList());
    }

    @POST
    @Operation(
            operationId = "testDelivery",
            summary = "Send the brief to oneself",
            description =
                    "To the address that the token names. The month has to be over; its brief is made if it is not.")
    @Parameters({
        @Parameter(name = LANGUAGE, in = ParameterIn.QUERY, description = "en or ru", example = "en"),
        @Parameter(name = "country", in = ParameterIn.QUERY, description = "About these countries alone"),
        @Parameter(name = "nationality", in = ParameterIn.QUERY, description = "About these nationalities alone"),
        @Parameter(name = "group", in = ParameterIn.QUERY, description = "About these groups alone"),
        @Parameter(name = "category", in = ParameterIn.QUERY, description = "About these categories alone")
    })
    @APIResponse(responseCode = "200", description = "Sent")
    @APIResponse(responseCode = "429", description = "Too many test mails")
    public Response test(@PathParam("month") String text, @Context UriInfo uri) {
        YearMonth month = BriefsResource.parsed(text);
        Set<String> known = new TreeSet<>(Scope.PARAMETERS);
        known.add(LANGUAGE);
        org.incidentstats.platform.Parameters.only(uri.getQueryParameters(), known);
        Scope scope = Scope.of(uri.getQueryParameters(), codebook);
        String language =
                Optional.ofNullable(uri.getQueryParameters().getFirst(LANGUAGE)).orElse(Language.EN.code());
        if (!Language.CODES.contains(language)) {
            throw new InvalidRequest(
                    Fault.inParameter(LANGUAGE, language, "not one of the values allowed", Language.CODES));
        }
        MailAddress address = own();
        if (!limits.allows("test", address.mailbox(), TESTS_AN_HOUR, Duration.ofHours(1))) {
            return Response.fromResponse(Problem.answer(
                            Response.Status.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "Too many requests",
                            "At most %s test mails an hour.".formatted(TESTS_AN_HOUR),
                            uri,
                            List.of()))
                    .header(HttpHeaders.RETRY_AFTER, Duration.ofHours(1).toSeconds())
                    .build();
        }
        try {
            return Response.ok(new Tested(run.test(month, scope, Language.of(language), address)))
                    .build();
        } catch (NotSent | OutcomeUnknown e) {
            return Problem.answer(
                    Response.Status.BAD_GATEWAY, "mail-not-taken", "Mail not taken", e.getMessage(), uri, List.of());
        }
    }

    private MailAddress own() {
        String written = Optional.<String>ofNullable(token.getClaim("email"))
                .or(() -> Optional.ofNullable(token.getName()))
                .orElse("");
        try {
            return MailAddress.parse(written);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(new Fault(
                    Optional.of(HttpHeaders.AUTHORIZATION),
                    Optional.empty(),
                    Optional.empty(),
                    "the token names no address to send to, in its claim email",
                    List.of()));
        }
    }

    @POST
    @Path("{subscriber}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveDelivery",
            summary = "Say what became of a mail whose outcome nobody knows",
            description = "sent: it is left as it is. not-sent: the next run sends it.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "resolve", value = "{\"outcome\": \"not-sent\"}")))
    @APIResponse(responseCode = "200", description = "Noted")
    @APIResponse(responseCode = "409", description = "The outcome is known")
    public Response resolve(
            @PathParam("month") String text,
            @PathParam("subscriber") String subscriber,
            InputStream content,
            @Context UriInfo uri)
            throws IOException {
        YearMonth month = BriefsResource.parsed(text);
        JsonNode body = bodies.object(content, LARGEST_BODY, List.of(OUTCOME));
        List<Fault> unknown = JsonBody.unknown(body, "", List.of(OUTCOME));
        if (!unknown.isEmpty()) {
            throw new InvalidRequest(unknown);
        }
        String outcome = body.path(OUTCOME).asText();
        if (!List.of(SENT, NOT_SENT).contains(outcome)) {
            throw new InvalidRequest(Fault.inBody(
                    "/" + OUTCOME, Optional.of(outcome), "not one of the values allowed", List.of(SENT, NOT_SENT)));
        }
        Delivery delivery = deliveries
                .find(month, subscriber)
                .orElseThrow(() -> new NotOnRecord(
                        "No mail of %s to the subscriber %s is on record.".formatted(month, subscriber)));
        if (delivery.state() != State.UNKNOWN) {
            return Problem.answer(
                    Response.Status.CONFLICT,
                    "outcome-known",
                    "Outcome known",
                    "The mail is %s.".formatted(delivery.state().name().toLowerCase(Locale.ROOT)),
                    uri,
                    List.of());
        }
        run.resolve(delivery, outcome.equals(SENT));
        return Response.ok(One.of(deliveries.find(month, subscriber).orElseThrow()))
                .build();
    }
}
