package org.incidentstats.function;

import java.util.Map;

/** Functions without a framework, to compare with. They are called as an HTTP API calls them. */
public final class BareHandler {

    /** Answers with nothing but its own text. */
    public static final class Hello {
        public Map<String, Object> handle(Map<String, Object> event) {
            return Map.of("statusCode", 200, "body", "hello");
        }
    }

    private BareHandler() {}
}
