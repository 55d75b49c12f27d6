package org.incidentstats.store.dynamodb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Door.Busy;
import org.incidentstats.store.Door.Conflict;
import org.incidentstats.store.Door.Unavailable;
import org.incidentstats.store.Door.UnknownOutcome;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What DynamoDB does beyond the contract, and what becomes of it at the door. */
class DynamoDbFaultsTest {

    private static final Supplier<SdkException> THROTTLED =
            service(ProvisionedThroughputExceededException.builder(), "ProvisionedThroughputExceededException", 400);
    private static final Supplier<SdkException> LOST = DynamoDbFaultsTest::lost;
    private static final Supplier<SdkException> BROKEN =
            service(InternalServerErrorException.builder(), "InternalServerError", 500);
    private static final Supplier<SdkException> IN_THE_WAY =
            service(TransactionConflictException.builder(), "TransactionConflictException", 400);
    private static final Supplier<SdkException> UNDER_WAY =
            service(TransactionInProgressException.builder(), "TransactionInProgressException", 400);
    private static final Supplier<SdkException> DENIED =
            service(DynamoDbException.builder(), "AccessDeniedException", 400);

    private static DynamoDbLocal local;

    private final String part = UUID.randomUUID().toString();
    private final Faults faults = new Faults();
    private Door door;

    private static SdkException lost() {
        return SdkClientException.create(
                "Unable to execute HTTP request", new SocketTimeoutException("Read timed out"));
    }

    @BeforeAll
    static void start() {
        local = DynamoDbLocal.start();
    }

    @AfterAll
    static void stop() {
        if (local != null) {
            local.close();
        }
    }

    private Door door(Duration patience) {
        door = local.door(patience, faults);
        return door;
    }

    private Door patient() {
        return door(Duration.ofSeconds(30));
    }

    private Door impatient() {
        return door(Duration.ZERO);
    }

    @AfterEach
    void close() {
        if (door != null) {
            door.close();
        }
    }

    private Place place(String key) {
        return new Place(Table.OPERATIONS, part, key);
    }

    private Write put(String key, Condition condition) {
        return new Write.Put(new Item(place(key), 1, new byte[10]), condition);
    }

    private static Supplier<SdkException> cancelled(String... codes) {
        return service(
                TransactionCanceledException.builder()
                        .cancellationReasons(Stream.of(codes)
                                .map(code ->
                                        CancellationReason.builder().code(code).build())
                                .toList()),
                "TransactionCanceledException",
                400);
    }

    private static Supplier<SdkException> service(DynamoDbException.Builder failure, String code, int status) {
        return () -> failure.awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).build())
                .statusCode(status)
                .build();
    }

    @Test
    void writesOneItemWithoutTheTransactionThatCostsTwice() {
        patient().write(List.of(put("one", Condition.ABSENT)));
        patient().write(List.of(put("two", Condition.ABSENT), put("three", Condition.ABSENT)));
        assertInstanceOf(PutItemRequest.class, faults.calls().get(0));
        assertInstanceOf(TransactWriteItemsRequest.class, faults.calls().get(1));
    }

    @Test
    void triesAgainWhatWasThrottled() {
        faults.refuse(THROTTLED).refuse(IN_THE_WAY);
        patient().write(List.of(put("one", Condition.ABSENT)));
        faults.refuse(THROTTLED).refuse(cancelled("None", "TransactionConflict"));
        door.write(List.of(put("two", Condition.ABSENT), put("three", Condition.ABSENT)));
        faults.refuse(THROTTLED).refuse(BROKEN).refuse(LOST);
        assertTrue(door.get(place("one")).isPresent());
        faults.refuse(THROTTLED).refuse(BROKEN);
        assertEquals(3, door.range(Range.of(Table.OPERATIONS, part), 10).items().size());
        faults.refuse(THROTTLED).refuse(LOST);
        assertEquals(2, door.getAll(List.of(place("one"), place("two"))).size());
    }

    @Test
    void isBusyWhereItIsThrottledForLong() {
        faults.refuseAll(THROTTLED);
        Door door = impatient();
        assertThrows(Busy.class, () -> door.write(List.of(put("one", Condition.ABSENT))));
        assertThrows(Busy.class, () -> door.write(List.of(put("one", Condition.ABSENT), put("two", Condition.ABSENT))));
        assertThrows(Busy.class, () -> door.get(place("one")));
        assertThrows(Busy.class, () -> door.range(Range.of(Table.OPERATIONS, part), 10));
        assertThrows(Busy.class, () -> door.getAll(List.of(place("one"))));
    }

    @Test
    void isBusyWhereAnotherTransactionIsInTheWay() {
        faults.refuse(cancelled("TransactionConflict", "None"));
        Door door = impatient();
        assertThrows(Busy.class, () -> door.write(List.of(put("one", Condition.ABSENT), put("two", Condition.ABSENT))));
        faults.refuse(IN_THE_WAY);
        assertThrows(Busy.class, () -> door.write(List.of(put("one", Condition.ABSENT))));
    }

    @Test
    void namesThePlaceOfTheConditionAmongOtherReasons() {
        faults.refuse(cancelled("TransactionConflict", "ConditionalCheckFailed"));
        Conflict conflict = assertThrows(Conflict.class, () -> impatient()
                .write(List.of(put("one", Condition.ABSENT), put("two", Condition.ABSENT))));
        assertEquals(place("two"), conflict.place());
    }

    @Test
    void isUnavailableWhereAnotherTryChangesNothing() {
        Door door = patient();
        faults.refuse(DENIED);
        assertThrows(Unavailable.class, () -> door.get(place("one")));
        faults.refuse(DENIED);
        assertThrows(Unavailable.class, () -> door.write(List.of(put("one", Condition.ABSENT))));
        faults.refuse(cancelled("None", "ValidationError"));
        assertThrows(
                Unavailable.class,
                () -> door.write(List.of(put("one", Condition.ABSENT), put("two", Condition.ABSENT))));
        assertEquals(3, faults.calls().size());
    }

    /** Given again, it would meet itself, and tell a conflict where there was none. */
    @Test
    void doesNotRepeatOneWriteWhoseAnswerWasLost() {
        Door door = patient();
        for (Supplier<SdkException> failure : List.of(LOST, BROKEN)) {
            faults.calls().clear();
            String key = UUID.randomUUID().toString();
            faults.lose(failure);
            assertThrows(UnknownOutcome.class, () -> door.write(List.of(put(key, Condition.ABSENT))));
            assertEquals(1, faults.calls().size());
            assertTrue(door.get(place(key)).isPresent());
        }
    }

    @Test
    void findsThatATransactionWasDoneWhoseAnswerWasLost() {
        Door door = patient();
        faults.lose(LOST).lose(BROKEN);
        door.write(List.of(put("one", Condition.ABSENT), put("two", Condition.ABSENT)));
        assertEquals(
                1,
                faults.calls().stream()
                        .map(TransactWriteItemsRequest.class::cast)
                        .map(TransactWriteItemsRequest::clientRequestToken)
                        .distinct()
                        .count());
        faults.refuse(LOST);
        door.write(List.of(put("three", Condition.ABSENT), put("four", Condition.ABSENT)));
        assertEquals(4, door.all(Range.of(Table.OPERATIONS, part)).count());
    }

    @Test
    void doesNotKnowTheOutcomeOfATransactionWhoseAnswersAreAllLost() {
        Door door = impatient();
        for (Supplier<SdkException> failure : List.of(LOST, BROKEN, UNDER_WAY)) {
            faults.lose(failure);
            String key = UUID.randomUUID().toString();
            assertThrows(
                    UnknownOutcome.class,
                    () -> door.write(List.of(put(key, Condition.ABSENT), put(key + "!", Condition.ABSENT))));
            assertTrue(door.get(place(key)).isPresent());
        }
    }

    @Test
    void asksAgainForKeysThatWereLeftForAnotherTime() {
        Door door = patient();
        List<Write> writes = IntStream.range(0, 100)
                .mapToObj(number -> put("n" + number, Condition.ABSENT))
                .toList();
        door.write(writes);
        List<Place> places = writes.stream().map(Write::place).toList();
        faults.leaveOneKey(3);
        assertEquals(100, door.getAll(places).size());
        faults.leaveOneKey(1);
        assertEquals(100, door.getUnchanging(places).size());
    }

    @Test
    void isBusyWhereTheSameKeysAreLeftForLong() {
        Door door = impatient();
        faults.leaveOneKey(1);
        assertThrows(Busy.class, () -> door.getAll(List.of(place("one"))));
    }

    /** What was written a moment ago may not have arrived yet where an eventually consistent read looks. */
    @Test
    void looksConsistentlyForWhatIsNotFoundAmongTheUnchanging() {
        Door door = patient();
        door.write(List.of(put("one", Condition.ABSENT)));
        faults.calls().clear();
        assertEquals(1, door.getUnchanging(List.of(place("one"), place("two"))).size());
        List<BatchGetItemRequest> asked =
                faults.calls().stream().map(BatchGetItemRequest.class::cast).toList();
        assertEquals(
                List.of(false, true),
                asked.stream()
                        .map(request -> request.requestItems().get("operations").consistentRead())
                        .toList());
        assertEquals(
                List.of(2, 1),
                asked.stream()
                        .map(request ->
                                request.requestItems().get("operations").keys().size())
                        .toList());
    }

    /** Neither the SDK nor the JDK's HTTP client repeats what was sent. */
    @Test
    void sendsAWriteOnceThoughTheConnectionBreaks() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (requests.incrementAndGet() == 1) {
                // The first answers, so that the connection is one that is used again
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            }
            exchange.close();
        });
        server.start();
        try (Door door = DynamoDbDoor.to(
                DynamoDbClient.builder()
                        .endpointOverride(URI.create(
                                "http://localhost:" + server.getAddress().getPort()))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create()),
                Table::name,
                Duration.ofSeconds(30))) {
            door.write(List.of(put("one", Condition.ABSENT)));
            assertThrows(UnknownOutcome.class, () -> door.write(List.of(put("one", Condition.ABSENT))));
            assertEquals(2, requests.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isBusyWhereNobodyListens() {
        try (Door door = DynamoDbDoor.to(
                DynamoDbClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:1"))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create()),
                Table::name,
                Duration.ZERO)) {
            assertThrows(Busy.class, () -> door.get(place("one")));
            assertThrows(Busy.class, () -> door.write(List.of(put("one", Condition.ABSENT))));
        }
    }
}
