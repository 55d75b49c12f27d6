package org.incidentstats.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The part of Amazon S3 that keeps versions of objects: PUT, HEAD, GET of a version, and DELETE by path, in memory. */
public final class S3Server implements AutoCloseable {

    private static final int HEXADECIMAL = 16;

    private final HttpServer server;
    private static final String VERSION = "x-amz-version-id";

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, byte[]> versions = new ConcurrentHashMap<>();

    public S3Server() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The objects' addresses: the bucket and the key. */
    Set<String> keys() {
        return new TreeSet<>(objects.keySet());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().substring(1);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
                objects.put(key, encoding != null && encoding.contains("aws-chunked") ? unchunked(body) : body);
                versions.put(key + version(objects.get(key)), objects.get(key));
                exchange.getResponseHeaders().add(VERSION, version(objects.get(key)));
                exchange.sendResponseHeaders(200, -1);
            }
            case "HEAD" -> {
                byte[] body = objects.get(key);
                if (body != null) {
                    exchange.getResponseHeaders().add(VERSION, version(body));
                }
                exchange.sendResponseHeaders(body == null ? 404 : 200, -1);
            }
            case "GET" -> {
                String query = exchange.getRequestURI().getQuery();
                byte[] body = query != null && query.startsWith("versionId=")
                        ? versions.get(key + query.substring("versionId=".length()))
                        : objects.get(key);
                if (body == null) {
                    byte[] error = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(404, error.length);
                    exchange.getResponseBody().write(error);
                } else {
                    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                }
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> exchange.sendResponseHeaders(405, -1);
        }
        exchange.close();
    }

    private static String version(byte[] body) {
        return "%08x".formatted(Arrays.hashCode(body));
    }

    /** Each chunk has its length in hexadecimal digits before it, and the last one is empty. */
    private static byte[] unchunked(byte[] body) throws IOException {
        InputStream in = new ByteArrayInputStream(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in).split(";")[0], HEXADECIMAL);
            if (length == 0) {
                return out.toByteArray();
            }
            out.write(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
