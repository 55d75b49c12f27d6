package org.incidentstats.function;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;

/** The application in a process of AWS Lambda: started once, before the first event, and so part of a snapshot. */
final class Application {

    static {
        Quarkus.manualInitialize();
        Quarkus.manualStart();
    }

    private Application() {}

    static <T> T bean(Class<T> type) {
        return Arc.container().select(type).get();
    }
}
