package org.incidentstats.subscription;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * The part of the SES v2 API that sends, in front of a real mail server. It takes {@code POST /v2/email/outbound-emails}
 * and hands the raw message on; what was sent is read back over IMAP.
 */
public final class SesServer implements AutoCloseable {

    /** What SES does with the next messages to an address. */
    enum Mood {
        TAKES,
        /** Refuses the message for good. */
        REJECTS,
        /** Takes nothing now. */
        THROTTLES,
        /** Takes the message, and the answer is lost. */
        TAKES_AND_LOSES_THE_ANSWER
    }

    /** A message that was taken. */
    public record Taken(String to, String label, String id) {}

    private final GreenMail mail =
            new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
    private final HttpServer server;
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final java.util.Map<String, Mood> moods = new ConcurrentHashMap<>();

    public SesServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mail.start();
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "ses");
            // Jakarta Mail looks for its parts there, and since JDK 25 a thread of the server has another loader
            thread.setContextClassLoader(SesServer.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v2/email/outbound-emails", this::take);
        server.start();
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    SesV2Client client(ExecutionInterceptor... interceptors) {
        var builder = SesBeans.once(SesV2Client.builder())
                .endpointOverride(address())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .executionInterceptors(interceptors(builder, interceptors))
                        .build())
                .build();
    }

    private static List<ExecutionInterceptor> interceptors(
            software.amazon.awssdk.services.sesv2.SesV2ClientBuilder builder, ExecutionInterceptor... more) {
        List<ExecutionInterceptor> all =
                new ArrayList<>(builder.overrideConfiguration().executionInterceptors());
        all.addAll(List.of(more));
        return all;
    }

    void mood(String address, Mood mood) {
        moods.put(address, mood);
    }

    public List<Taken> taken() {
        return taken;
    }

    void forget() {
        taken.clear();
        moods.clear();
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode request = mapper.readTree(exchange.getRequestBody());
        String to = request.at("/Destination/ToAddresses/0").asText();
        switch (moods.getOrDefault(to, Mood.TAKES)) {
            case REJECTS -> answer(exchange, 400, "MessageRejected", "{\"message\":\"Not to " + to + "\"}");
            case THROTTLES -> answer(exchange, 429, "TooManyRequestsException", "{\"message\":\"Slow down\"}");
            case TAKES -> answer(exchange, 200, "", "{\"MessageId\":\"" + deliver(request, to) + "\"}");
            case TAKES_AND_LOSES_THE_ANSWER -> {
                deliver(request, to);
                exchange.close();
            }
        }
    }

    private String deliver(JsonNode request, String to) {
        String id = "message-" + taken.size();
        try {
            byte[] raw =
                    Base64.getDecoder().decode(request.at("/Content/Raw/Data").asText());
            GreenMailUser user = mail.setUser(to, to, "secret");
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)));
            taken.add(new Taken(to, request.at("/EmailTags/0/Value").asText(), id));
            return id;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String error, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (!error.isEmpty()) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", error);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The messages of a mailbox, as IMAP gives them. */
    public List<MimeMessage> mailbox(String address) throws MessagingException {
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", mail.getImap().getPort(), address, "secret");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<MimeMessage> messages = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    messages.add(new MimeMessage((MimeMessage) message));
                }
                return messages;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        mail.stop();
    }
}
