package org.incidentstats.function;

import java.util.Map;

import org.incidentstats.subscription.SesEvents;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Takes what Amazon SES reports about messages, as EventBridge carries it. */
public final class MailReportFunction {

    private final SesEvents events = Application.bean(SesEvents.class);
    private final ObjectMapper json = new ObjectMapper();

    public void handle(Map<String, Object> report) {
        events.handle(json.valueToTree(report));
    }
}
