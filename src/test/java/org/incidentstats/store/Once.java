package org.incidentstats.store;

import java.util.function.Supplier;

import org.opentest4j.TestAbortedException;

/** What is made when it is first asked for; where that is not possible here, whoever asks is told so each time. */
final class Once<T> {

    private final Supplier<T> maker;
    private T made;
    private TestAbortedException impossible;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (impossible != null) {
            throw impossible;
        }
        if (made == null) {
            try {
                made = maker.get();
            } catch (TestAbortedException e) {
                impossible = e;
                throw e;
            }
        }
        return made;
    }
}
