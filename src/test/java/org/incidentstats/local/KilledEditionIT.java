package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Nothing that the packaged edition has acknowledged is lost when it is killed while people write, files are imported,
 * briefs are made and the columns of statistics are made anew: each time it is started again, all is held against what
 * was said. {@code -Dkills=25} says how often, {@code -Dkills.seed=} makes the same choices again.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class KilledEditionIT {

    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
    private static final int MOST_ACKNOWLEDGEMENTS = 120;
    /** Two editors, who import, make briefs, and rebuild beside. */
    private static final int KINDS = 5;

    private static final List<String> COUNTRIES = List.of("DEU", "TJK", "AFG", "PAK", "IRN", "RUS", "TUR", "SYR");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Acknowledged acknowledged = new Acknowledged();

    @TempDir
    Path folder;

    private interface Work {
        void once(EditionClient client, int time) throws IOException, InterruptedException;
    }

    @Test
    void nothingAcknowledgedIsLostWhenItIsKilled() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            String told = "kill %d, -Dkills.seed=%d".formatted(kill, SEED);
            try (EditionProcess edition = start()) {
                acknowledged.verify(edition);
                workUntilKilled(edition, kill);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(told + ": " + e.getMessage(), e);
            }
        }
        try (EditionProcess edition = start()) {
            acknowledged.verify(edition);
            edition.stop();
        }
        assertTrue(acknowledged.events() > KILLS && acknowledged.imports() > 0 && acknowledged.briefs() > 0);
    }

    private EditionProcess start() throws Exception {
        return new EditionProcess(
                List.of("-Xmx512m", "-Dincidentstats.local.data-folder=" + folder.resolve("data")), Map.of());
    }

    private void workUntilKilled(EditionProcess edition, int kill) throws Exception {
        // Some are killed as soon as they do anything, the first one when all kinds of things were done
        int moment = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(MOST_ACKNOWLEDGEMENTS);
        CountDownLatch acknowledgements = new CountDownLatch(moment);
        CountDownLatch kinds = new CountDownLatch(kill == 0 ? KINDS : 0);
        AtomicBoolean killed = new AtomicBoolean();
        String round = EditionClient.PREFIX + kill;
        List<FutureTask<Void>> people = new ArrayList<>();
        for (String editor : List.of("a", "b")) {
            people.add(start(
                    edition,
                    acknowledgements,
                    kinds,
                    killed,
                    (client, time) -> client.work(round + editor + time, time % 3 == 0)));
        }
        people.add(start(
                edition,
                acknowledgements,
                kinds,
                killed,
                (client, time) -> client.importFile("%d-%d".formatted(kill, time))));
        people.add(start(
                edition,
                acknowledgements,
                kinds,
                killed,
                (client, time) -> client.brief(
                        "2024-%02d".formatted(1 + time % 12), COUNTRIES.get((kill + time) % COUNTRIES.size()))));
        people.add(start(edition, acknowledgements, kinds, killed, (client, time) -> client.rebuild()));
        boolean reached = acknowledgements.await(10, TimeUnit.MINUTES) && kinds.await(10, TimeUnit.MINUTES);
        killed.set(true);
        edition.kill();
        for (FutureTask<Void> one : people) {
            one.get();
        }
        assertTrue(reached, "It came to a stop");
    }

    /** Somebody who does something again and again, until nobody answers. */
    private FutureTask<Void> start(
            EditionProcess edition,
            CountDownLatch acknowledgements,
            CountDownLatch kinds,
            AtomicBoolean killed,
            Work work) {
        EditionClient client = new EditionClient(edition, acknowledged);
        FutureTask<Void> task = new FutureTask<>(() -> {
            for (int time = 0; ; time++) {
                try {
                    work.once(client, time);
                    acknowledgements.countDown();
                    if (time == 0) {
                        kinds.countDown();
                    }
                } catch (IOException e) {
                    assertTrue(killed.get(), () -> "It answered no more: " + e + "\n" + edition.log());
                    return null;
                }
            }
        });
        new Thread(task).start();
        return task;
    }
}
