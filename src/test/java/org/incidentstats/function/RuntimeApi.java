package org.incidentstats.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * What AWS Lambda is to the process of a function: it hands out events and takes answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpServer server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();
    private final Duration timeout;

    private record Invocation(String id, byte[] event) {}

    /**
     * What a function answered.
     *
     * @param error whether it failed; the body is then the error as the runtime tells it
     */
    record Answer(boolean error, byte[] body) {}

    /** @param timeout how long the function may take for an event, as it is told */
    RuntimeApi(Duration timeout) {
        this.timeout = timeout;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "runtime-api");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext(INVOCATION + "next", this::next);
        server.createContext(INVOCATION, this::answered);
        server.createContext(ROOT + "restore/next", this::restore);
        server.createContext(ROOT + "init/error", this::failed);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Done when the function has come to the end of its initialization; failed where it could not. */
    CompletableFuture<Void> initialized() {
        return initialized;
    }

    /** Lets a function go on that waits for the end of a snapshot. */
    void restore() {
        restored.complete(null);
    }

    /** Hands out an event, as soon as the function asks for one. */
    CompletableFuture<Answer> invoke(byte[] event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        pending.put(invocation.id(), answer);
        waiting.add(invocation);
        return answer;
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(null);
        Invocation invocation;
        try {
            invocation = waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.add(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(timeout).toEpochMilli()));
        headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:example");
        headers.add("Content-Type", "application/json");
        exchange.sendResponseHeaders(OK, invocation.event().length);
        exchange.getResponseBody().write(invocation.event());
        exchange.close();
    }

    private void answered(HttpExchange exchange) throws IOException {
        String[] parts = exchange.getRequestURI()
                .getPath()
                .substring(INVOCATION.length())
                .split("/");
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(ACCEPTED, -1);
        exchange.close();
        pending.remove(parts[0]).complete(new Answer(parts[1].equals("error"), body));
    }

    private void restore(HttpExchange exchange) throws IOException {
        initialized.complete(null);
        restored.join();
        exchange.sendResponseHeaders(OK, -1);
        exchange.close();
    }

    private void failed(HttpExchange exchange) throws IOException {
        String error = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(ACCEPTED, -1);
        exchange.close();
        initialized.completeExceptionally(new IllegalStateException(error));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
