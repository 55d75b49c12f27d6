package org.incidentstats.local;

import java.nio.file.Path;
import java.util.Optional;

import org.incidentstats.platform.Tables;

/** Databases for tests that need one of their own. */
public final class Databases {

    public static final Tables TABLES = new Tables() {
        @Override
        public String events() {
            return "events";
        }

        @Override
        public String statistics() {
            return "statistics";
        }

        @Override
        public String operations() {
            return "operations";
        }
    };

    private Databases() {}

    /** A new database in memory, with the three tables. */
    public static LocalDatabase inMemory() throws Exception {
        return in(Optional.empty());
    }

    /** A database that keeps its data in a folder, with the three tables. */
    public static LocalDatabase in(Path folder) throws Exception {
        return in(Optional.of(folder));
    }

    private static LocalDatabase in(Optional<Path> folder) throws Exception {
        return new LocalDatabase(
                new LocalSettings() {
                    @Override
                    public Optional<Path> dataFolder() {
                        return folder;
                    }

                    @Override
                    public Path mailFolder() {
                        return Path.of("mail");
                    }

                    @Override
                    public boolean monthlyRun() {
                        return false;
                    }

                    @Override
                    public boolean sampleData() {
                        return false;
                    }
                },
                TABLES);
    }
}
