package org.incidentstats.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.JsonBody;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.vocabulary.Language;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads what somebody asks for who wants the brief, and no more of it than that can take. */
@Singleton
final class SubscriptionReader {

    /** The largest request that is taken, in bytes: an address and fifty codes need a third of it. */
    static final int LARGEST = 4_000;

    private static final List<String> MEMBERS = List.of("address", "language", "scope");

    private final JsonBody bodies;
    private final Codebook codebook;

    SubscriptionReader(JsonBody bodies, Codebook codebook) {
        this.bodies = bodies;
        this.codebook = codebook;
    }

    /** What was asked for, read. */
    record Wanted(MailAddress address, Scope scope, Language language) {}

    /**
     * @throws InvalidRequest with every fault
     */
    Wanted read(InputStream content) throws IOException {
        JsonNode body = bodies.object(content, LARGEST, MEMBERS);
        List<Fault> faults = new ArrayList<>(JsonBody.unknown(body, "", MEMBERS));
        @Nullable MailAddress address = null;
        try {
            address = MailAddress.parse(body.path("address").asText());
        } catch (IllegalArgumentException e) {
            // The value is left out: an address that is nearly right is an address
            faults.add(Fault.inBody("/address", Optional.empty(), e.getMessage(), List.of()));
        }
        String language = JsonBody.absent(body, "language")
                ? Language.EN.code()
                : body.path("language").asText();
        if (!Language.CODES.contains(language)) {
            faults.add(
                    Fault.inBody("/language", Optional.of(language), "not one of the values allowed", Language.CODES));
        }
        Scope scope = JsonBody.absent(body, "scope") ? Scope.EVERYTHING : scope(body.path("scope"), faults);
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return new Wanted(Objects.requireNonNull(address), scope, Language.of(language));
    }

    private Scope scope(JsonNode scope, List<Fault> faults) {
        if (!scope.isObject()) {
            faults.add(Fault.inBody(
                    "/scope", Optional.of(scope.toString()), "not an object with these members", Scope.PARAMETERS));
            return Scope.EVERYTHING;
        }
        faults.addAll(JsonBody.unknown(scope, "/scope", Scope.PARAMETERS));
        Map<String, List<String>> values = new HashMap<>();
        int count = 0;
        for (String parameter : Scope.PARAMETERS) {
            if (JsonBody.absent(scope, parameter)) {
                continue;
            }
            JsonNode member = scope.path(parameter);
            Iterable<JsonNode> given = member.isArray() ? member : List.of(member);
            List<String> codes = new ArrayList<>();
            for (JsonNode code : given) {
                count++;
                if (count > Scope.MOST_VALUES) {
                    faults.add(Fault.inBody(
                            "/scope/" + parameter,
                            Optional.empty(),
                            "more than %d codes name the scope, which are the most taken".formatted(Scope.MOST_VALUES),
                            List.of()));
                    return Scope.EVERYTHING;
                }
                if (!code.isTextual() || code.textValue().contains(",")) {
                    faults.add(Fault.inBody(
                            "/scope/" + parameter, Optional.of(code.toString()), "not a code, or several", List.of()));
                } else {
                    codes.add(code.textValue());
                }
            }
            values.put(parameter, codes);
        }
        try {
            return Scope.of(values, codebook);
        } catch (InvalidRequest e) {
            e.faults()
                    .forEach(fault -> faults.add(Fault.inBody(
                            "/scope/" + fault.parameter().orElse(""), fault.value(), fault.detail(), fault.allowed())));
            return Scope.EVERYTHING;
        }
    }
}
