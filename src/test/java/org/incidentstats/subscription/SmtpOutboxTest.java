package org.incidentstats.subscription;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.incidentstats.subscription.Outbox.NotSent;
import org.incidentstats.subscription.Outbox.OutcomeUnknown;
import org.incidentstats.subscription.Outbox.Parcel;
import org.junit.jupiter.api.Test;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A message is taken, or certainly not taken, or nobody knows; and which of these is said. */
class SmtpOutboxTest {

    private static final String MESSAGE =
            """
            From: Incident Statistics <briefs@example.org>
            To: reader@example.org
            Subject: Monthly brief
            Message-ID: <one@example.org>

            Twenty incidents.
            """
                    .replace("\n", "\r\n");
    private static final Parcel PARCEL = new Parcel(
            "Incident Statistics <briefs@example.org>",
            "reader@example.org",
            MESSAGE.getBytes(StandardCharsets.UTF_8),
            "2024-05.one");

    @Test
    void aMessageArrivesAsItWasWritten() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("sender", "secret");
            String id =
                    new SmtpOutbox(settings(server.getSmtp().getPort(), Optional.of("sender"), "none")).send(PARCEL);
            assertEquals("<one@example.org>", id);
            assertEquals("Monthly brief", server.getReceivedMessages()[0].getSubject());
            assertEquals(
                    "Twenty incidents.",
                    server.getReceivedMessages()[0].getContent().toString().strip());
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatCannotBeReachedIsAskedAgain() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        assertTrue(refused(nobody, "none").worthAnotherAttempt());
    }

    @Test
    void whatIsRefusedForNowIsSentAgainAndWhatIsRefusedForGoodIsNot() throws Exception {
        for (String command : List.of("MAIL", "RCPT", "DATA", ".")) {
            try (Conversation server = new Conversation(command, "451 try later\r\n")) {
                assertTrue(refused(server.port(), "none").worthAnotherAttempt(), command);
            }
            try (Conversation server = new Conversation(command, "550 no\r\n")) {
                NotSent refusal = refused(server.port(), "none");
                assertFalse(refusal.worthAnotherAttempt(), command);
                assertEquals("The server answered 550", refusal.getMessage());
            }
        }
    }

    @Test
    void whereTheAnswerIsLostNobodyKnows() throws Exception {
        try (Conversation server = new Conversation(".", "")) {
            SmtpOutbox outbox = new SmtpOutbox(settings(server.port(), Optional.empty(), "none"));
            assertThrows(OutcomeUnknown.class, () -> outbox.send(PARCEL));
        }
    }

    @Test
    void aConnectionThatBreaksBeforeTheMessageLeavesIsNoRiddle() throws Exception {
        for (String command : List.of("EHLO", "MAIL", "RCPT", "DATA")) {
            try (Conversation server = new Conversation(command, "")) {
                assertTrue(refused(server.port(), "none").worthAnotherAttempt(), command);
            }
        }
    }

    @Test
    void nothingIsSaidToAServerThatCannotEncrypt() throws Exception {
        try (Conversation server = new Conversation("never", "")) {
            assertTrue(refused(server.port(), "starttls").worthAnotherAttempt());
            assertTrue(server.heard.stream().noneMatch(line -> line.startsWith("MAIL")), server.heard::toString);
        }
    }

    private static NotSent refused(int port, String tls) {
        SmtpOutbox outbox = new SmtpOutbox(settings(port, Optional.empty(), tls));
        return assertThrows(NotSent.class, () -> outbox.send(PARCEL));
    }

    private static SmtpSettings settings(int port, Optional<String> user, String tls) {
        return new SmtpSettings() {
            @Override
            public Optional<String> host() {
                return Optional.of("127.0.0.1");
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public Tls tls() {
                return Tls.valueOf(tls.toUpperCase(java.util.Locale.ROOT));
            }

            @Override
            public Optional<String> user() {
                return user;
            }

            @Override
            public Optional<String> password() {
                return Optional.of("secret");
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(10);
            }
        };
    }

    /** A server that takes everything until a command comes, and then says something else, or nothing and hangs up. */
    private static final class Conversation implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> talk;

        Conversation(String until, String answer) throws Exception {
            talk = CompletableFuture.runAsync(
                    () -> {
                        try (Socket client = socket.accept()) {
                            talk(client, until, answer);
                        } catch (java.io.IOException e) {
                            // The client hung up
                        }
                    },
                    task -> new Thread(task, "smtp").start());
        }

        private void talk(Socket client, String until, String answer) throws java.io.IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            say(out, "220 here\r\n");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                heard.add(line);
                if (line.startsWith(until)) {
                    if (answer.isEmpty()) {
                        return;
                    }
                    say(out, answer);
                    data = false;
                } else {
                    data = line.equals("DATA");
                    say(out, data ? "354 go on\r\n" : line.equals("QUIT") ? "221 bye\r\n" : "250 yes\r\n");
                }
            }
        }

        private static void say(OutputStream out, String text) throws java.io.IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws Exception {
            socket.close();
            talk.join();
        }
    }
}
