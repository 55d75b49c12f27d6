package org.incidentstats.store;

/** One of the writes that are done together or not at all. */
public sealed interface Write {

    Place place();

    Condition condition();

    /** Puts an item in the place of what stands there. */
    record Put(Item item, Condition condition) implements Write {
        @Override
        public Place place() {
            return item.place();
        }
    }

    /** Takes away what stands there; that there is nothing is no fault. */
    record Delete(Place place, Condition condition) implements Write {}

    /** Changes nothing, and holds the others back unless the condition is met at the moment of the write. */
    record Check(Place place, Condition condition) implements Write {}
}
