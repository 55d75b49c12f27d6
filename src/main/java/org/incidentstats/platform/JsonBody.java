package org.incidentstats.platform;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Small JSON objects that requests bring. No more of a body is read than may be in it. */
@Singleton
public final class JsonBody {

    private final ObjectReader json;

    JsonBody(ObjectMapper mapper) {
        this.json = mapper.readerFor(JsonNode.class)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Reads an object.
     *
     * @param largest how many bytes it may have
     * @param members which it may have
     * @throws InvalidRequest if it is larger, or none
     */
    public JsonNode object(InputStream body, int largest, Collection<String> members) throws IOException {
        byte[] bytes = body.readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw new InvalidRequest(Fault.inBody(
                    "",
                    Optional.empty(),
                    "more than %,d bytes, which are the most taken here".formatted(largest),
                    List.of()));
        }
        JsonNode object = read(bytes);
        if (!object.isObject()) {
            throw new InvalidRequest(Fault.inBody("", Optional.empty(), "not an object with these members", members));
        }
        return object;
    }

    /**
     * Reads any JSON, as strictly.
     *
     * @throws InvalidRequest if it is none
     */
    public JsonNode read(byte[] bytes) throws IOException {
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new InvalidRequest(UnreadJson.fault(e));
        }
    }

    /** The faults of members that an object may not have. */
    public static List<Fault> unknown(JsonNode object, String pointer, Collection<String> members) {
        return object.properties().stream()
                .map(member -> member.getKey())
                .filter(name -> !members.contains(name))
                .map(name -> Fault.inBody(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        Optional.empty(),
                        "no such member here",
                        members))
                .toList();
    }

    /** Whether a member is left out; a JSON null says the same. */
    public static boolean absent(JsonNode object, String member) {
        return object.path(member).isMissingNode() || object.path(member).isNull();
    }
}
