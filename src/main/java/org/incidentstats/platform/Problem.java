package org.incidentstats.platform;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An error as the API answers it (RFC 9457, problem details).
 *
 * @param type     a URN that names the kind of problem
 * @param title    the kind of problem in words
 * @param status   the HTTP status
 * @param detail   what happened to this request
 * @param instance the path that was asked for
 * @param errors   each fault of the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
public record Problem(String type, String title, int status, String detail, String instance, List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
