package org.incidentstats.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

/**
 * The bodies of items that are JSON: <code>{"format":1,"content":{…}}</code> in UTF-8. A release that only adds members
 * leaves the number as it is, for an older one passes over what it does not know. One that changes what members mean
 * raises it, and an older one then refuses to read: {@link NewerFormat}.
 */
public final class Json {

    private static final String FORMAT = "format";
    private static final String CONTENT = "content";
    private static final String WRITE = "write";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static byte[] write(int format, Object content) {
        return write(format, content, Optional.empty());
    }

    /**
     * @param write names the call that writes it
     */
    static byte[] write(int format, Object content, Optional<String> write) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = MAPPER.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeNumberField(FORMAT, format);
            generator.writePOJOField(CONTENT, content);
            if (write.isPresent()) {
                generator.writeStringField(WRITE, write.get());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param newest the newest format that the caller knows
     * @throws NewerFormat if it has a newer one
     */
    public static <T> T read(byte[] body, int newest, Class<T> type) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !FORMAT.equals(parser.nextFieldName())) {
                throw new IOException("The body of an item does not say its format");
            }
            int format = parser.nextIntValue(0);
            if (format > newest) {
                throw new NewerFormat(type.getSimpleName(), format, newest);
            }
            if (!CONTENT.equals(parser.nextFieldName())) {
                throw new IOException("The body of an item has no content");
            }
            parser.nextToken();
            return MAPPER.readValue(parser, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
