package org.incidentstats.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the local edition and the server. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        // What cannot be an address is answered as problem details by RequestForm, not with an empty 400 before it.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
