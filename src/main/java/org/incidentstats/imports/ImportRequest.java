package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ws.rs.core.UriInfo;

import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.vocabulary.PlainText;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * What is asked of an import.
 *
 * @param mapping     the name of a preset, or what the mapping that was sent along is called
 * @param mappingText the mapping as YAML
 * @param sent        whether the mapping was sent along
 * @param file        what the sender calls the file
 * @param upload      the file that was put in its place beforehand
 */
record ImportRequest(
        String mapping,
        String mappingText,
        boolean sent,
        boolean dryRun,
        Optional<String> charset,
        Optional<Character> delimiter,
        String file,
        Optional<String> upload) {

    static final String UPLOAD = "upload";

    private static final Set<String> PARAMETERS =
            new TreeSet<>(Set.of("mapping", "dryRun", "charset", "delimiter", "file", UPLOAD));

    /** A form as it was sent: what it asks, and the file. */
    record Form(ImportRequest request, FormValue file) {}

    /**
     * @param charset the encoding that the media type of the body names; a parameter outranks it
     * @throws InvalidRequest that names the parameter
     */
    static ImportRequest of(UriInfo uri, Optional<String> charset, Mappings mappings) {
        Map<String, String> parameters = parameters(uri);
        charset.ifPresent(name -> parameters.putIfAbsent("charset", name));
        return of(parameters, Optional.empty(), mappings);
    }

    static Form of(MultipartFormDataInput form, UriInfo uri, Mappings mappings) throws IOException {
        Map<String, String> parameters = parameters(uri);
        Optional<FormValue> file = Optional.empty();
        Optional<String> ownMapping = Optional.empty();
        for (Map.Entry<String, Collection<FormValue>> part : form.getValues().entrySet()) {
            known(part.getKey());
            FormValue value = part.getValue().iterator().next();
            if (part.getKey().equals("file")) {
                file = Optional.of(value);
            } else if (part.getKey().equals("mapping")
                    && (value.isFileItem() || value.getValue().contains("\n"))) {
                ownMapping = Optional.of(mappingText(value));
                parameters.put(
                        "mapping", Optional.ofNullable(value.getFileName()).orElse("sent with the file"));
            } else {
                parameters.put(part.getKey(), value.isFileItem() ? "" : value.getValue());
            }
        }
        FormValue upload = file.filter(FormValue::isFileItem)
                .orElseThrow(() -> new InvalidRequest(
                        Fault.inParameter("file", "", "the form needs a part 'file' with a file name")));
        Optional.ofNullable(upload.getFileName()).ifPresent(name -> parameters.putIfAbsent("file", name));
        return new Form(of(parameters, ownMapping, mappings), upload);
    }

    private static ImportRequest of(Map<String, String> parameters, Optional<String> ownMapping, Mappings mappings) {
        String mapping = parameters.getOrDefault("mapping", Mappings.OWN);
        String text = ownMapping
                .or(() -> mappings.preset(mapping))
                .orElseThrow(() ->
                        new InvalidRequest(Fault.inParameter("mapping", mapping, "no such mapping", mappings.names())));
        mappings.read(text);
        String file = parameters.getOrDefault("file", "upload");
        line("mapping", mapping);
        line("file", file);
        return new ImportRequest(
                // A mapping that was sent along is never taken for the preset of the same name.
                ownMapping.isPresent() && mappings.preset(mapping).isPresent() ? mapping + " (sent)" : mapping,
                text,
                ownMapping.isPresent(),
                dryRun(parameters),
                charset(parameters),
                delimiter(parameters),
                Fault.shortened(file, 200),
                upload(parameters));
    }

    /** What stands on record as the name of a file or of a mapping. */
    private static void line(String parameter, String name) {
        if (!PlainText.isLine(name)) {
            throw new InvalidRequest(
                    Fault.inParameter(parameter, name, "not the name of a file: " + PlainText.REFUSED));
        }
    }

    private static Optional<String> upload(Map<String, String> parameters) {
        Optional<String> upload = Optional.ofNullable(parameters.get(UPLOAD));
        upload.filter(id -> !ImportId.is(id)).ifPresent(id -> {
            throw new InvalidRequest(
                    Fault.inParameter(UPLOAD, id, "not an upload such as 20260101T120000000Z-6f1c2b3a"));
        });
        return upload;
    }

    private static String mappingText(FormValue value) throws IOException {
        if (!value.isFileItem()) {
            return value.getValue();
        }
        try (InputStream text = value.getFileItem().getInputStream()) {
            byte[] bytes = text.readNBytes(Mappings.LONGEST + 1);
            if (bytes.length > Mappings.LONGEST) {
                throw new InvalidRequest(Fault.inParameter(
                        "mapping",
                        Optional.ofNullable(value.getFileName()).orElse(""),
                        "longer than %,d bytes".formatted(Mappings.LONGEST)));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> parameters(UriInfo uri) {
        Map<String, String> parameters = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            known(name);
            parameters.put(name, values.get(0));
        });
        return parameters;
    }

    private static void known(String parameter) {
        if (!PARAMETERS.contains(parameter)) {
            throw new InvalidRequest(Fault.inParameter(parameter, "", "no such parameter here", PARAMETERS));
        }
    }

    private static boolean dryRun(Map<String, String> parameters) {
        String value = parameters.getOrDefault("dryRun", "false");
        if (!Set.of("true", "false").contains(value)) {
            throw new InvalidRequest(
                    Fault.inParameter("dryRun", value, "neither true nor false", List.of("true", "false")));
        }
        return Boolean.parseBoolean(value);
    }

    private static Optional<String> charset(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("charset")).map(name -> {
            try {
                return Charset.forName(name).name();
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest(Fault.inParameter(
                        "charset",
                        name,
                        "no known encoding; for example UTF-8, windows-1252, windows-1251, ISO-8859-1"));
            }
        });
    }

    private static Optional<Character> delimiter(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("delimiter")).map(text -> {
            String one = text.equalsIgnoreCase("tab") ? "\t" : text;
            if (one.length() != 1 || "\"\r\n".contains(one)) {
                throw new InvalidRequest(
                        Fault.inParameter("delimiter", text, "one character such as , or ; or |, or the word tab"));
            }
            return one.charAt(0);
        });
    }
}
