package org.incidentstats.imports;

import org.incidentstats.event.store.Change;
import org.incidentstats.imports.file.CellFault;

/** What is decided about a row. */
sealed interface Decision {

    record Write(Change change) implements Decision {}

    /** An earlier attempt at the same step has recorded it. */
    record Written(boolean asNew) implements Decision {}

    record Unchanged() implements Decision {}

    record Refuse(CellFault fault) implements Decision {}
}
