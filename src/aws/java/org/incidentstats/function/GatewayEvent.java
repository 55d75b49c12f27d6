package org.incidentstats.function;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request as an HTTP API of API Gateway hands it over (payload format 2.0). */
final class GatewayEvent {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PATH = "rawPath";

    private GatewayEvent() {}

    /** The event with the path as a client sends one: an HTTP API hands it over decoded, whatever was in it. */
    static byte[] asSent(byte[] event) throws IOException {
        if (!(MAPPER.readTree(event) instanceof ObjectNode request)
                || !request.path(PATH).isTextual()) {
            return event;
        }
        String path = request.path(PATH).textValue();
        String sent = encoded(path);
        return sent.equals(path) ? event : MAPPER.writeValueAsBytes(request.put(PATH, sent));
    }

    private static String encoded(String path) throws IOException {
        try {
            // Beside an authority, a path may begin with two slashes; a semicolon was encoded, since the clear ones are
            // refused
            return new URI("https", "host", path, null, null)
                    .toASCIIString()
                    .substring("https://host".length())
                    .replace(";", "%3B");
        } catch (URISyntaxException e) {
            throw new IOException("No path: " + path, e);
        }
    }
}
