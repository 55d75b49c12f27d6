package org.incidentstats.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request.
 *
 * @param path    as it is sent
 * @param query   each {@code name=value}, as it is sent
 * @param headers names and values; a name can stand there several times
 * @param body    empty for none
 */
record Probe(String method, String path, List<String> query, List<Map.Entry<String, String>> headers, byte[] body) {

    Probe {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    String address() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** The same with one thing less. */
    Stream<Probe> simpler() {
        List<Probe> simpler = new ArrayList<>();
        if (body.length > 0) {
            simpler.add(new Probe(method, path, query, headers, new byte[0]));
        }
        for (int i = 0; i < query.size(); i++) {
            simpler.add(new Probe(method, path, without(query, i), headers, body));
        }
        for (int i = 0; i < headers.size(); i++) {
            simpler.add(new Probe(method, path, query, without(headers, i), body));
        }
        return simpler.stream();
    }

    private static <T> List<T> without(List<T> all, int place) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(place);
        return rest;
    }

    /** What sends it again from a shell: {@code $B} is the address of the service, {@code $T} a token. */
    String curl(String token) {
        String sent = headers.stream()
                .map(header -> " -H " + quoted(header.getKey() + ": " + header.getValue()))
                .collect(Collectors.joining())
                .replace(token, "'\"$T\"'");
        String head = method.equals("HEAD") ? "-I" : "-X " + method;
        String request = "curl --globoff --path-as-is " + head + sent + " \"$B\"" + quoted(address());
        if (body.length == 0) {
            return request;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? request + " --data-binary " + quoted(text)
                : "base64 -d <<< " + Base64.getEncoder().encodeToString(body) + " | " + request + " --data-binary @-";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
