package org.incidentstats.local;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.statistics.columns.Compaction;
import org.incidentstats.statistics.columns.CompactionWorker;
import org.incidentstats.store.Door;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.StartupEvent;

/** Compacts the columns in the background, as long as the process lives. */
@Singleton
final class BackgroundCompaction {

    private final Door door;
    private final Compaction compaction;
    private @Nullable CompactionWorker worker;

    BackgroundCompaction(Door door, Compaction compaction) {
        this.door = door;
        this.compaction = compaction;
    }

    void start(@Observes StartupEvent event) {
        worker = new CompactionWorker(door, compaction);
    }

    @PreDestroy
    void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
