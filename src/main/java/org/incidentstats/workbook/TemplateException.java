package org.incidentstats.workbook;

/** The template of the brief cannot be filled. The message says what is wrong with it and where. */
public class TemplateException extends RuntimeException {

    public TemplateException(String message) {
        super(message);
    }

    public TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
