package org.incidentstats.fuzz;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** The service that is attacked, by a client that sends whatever it is told to. */
final class Target implements AutoCloseable {

    private static final int PATIENCE = 60;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http;
    private final URI base;

    Target(URI base) {
        this.base = base;
        this.http = vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(true));
    }

    /**
     * Sends a request.
     *
     * @throws Exception if it is not answered, on a second connection neither
     */
    Answer ask(Probe probe) throws Exception {
        try {
            return once(probe);
        } catch (java.util.concurrent.ExecutionException e) {
            // The service closes a connection behind some refusals; what was on its way there is sent again
            return once(probe);
        }
    }

    private Answer once(Probe probe) throws Exception {
        RequestOptions options = new RequestOptions()
                .setHost(base.getHost())
                .setPort(base.getPort())
                .setMethod(HttpMethod.valueOf(probe.method()))
                .setURI(probe.address());
        // Not for every answer what a client asks for that says nothing
        options.putHeader("Accept-Encoding", "identity");
        for (Map.Entry<String, String> header : probe.headers()) {
            if (header.getKey().equals("Accept-Encoding")) {
                options.getHeaders().remove(header.getKey());
            }
            options.addHeader(header.getKey(), header.getValue());
        }
        return http.request(options)
                .compose(request -> send(request, probe))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE, TimeUnit.SECONDS);
    }

    private static Future<Answer> send(HttpClientRequest request, Probe probe) {
        return request.send(io.vertx.core.buffer.Buffer.buffer(probe.body()))
                .compose(response -> response.body().map(body -> {
                    List<Map.Entry<String, String>> headers = response.headers().entries();
                    return new Answer(response.statusCode(), headers, body.getBytes());
                }));
    }

    @Override
    public void close() throws Exception {
        http.close().toCompletionStage().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    }
}
