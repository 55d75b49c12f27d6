package org.incidentstats.subscription;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/**
 * Mail through Amazon SES (API v2, raw messages). SES does not recognise a message that it is given twice, so every
 * failure is told apart: not taken, or nobody knows.
 */
@Singleton
@DefaultBean
final class SesOutbox implements Outbox {

    /** The tag that SES gives back in its events. */
    static final String TAG = "delivery";

    private static final ExecutionAttribute<AtomicBoolean> TRANSMITTED = new ExecutionAttribute<>("Transmitted");
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Set<String> NOT_NOW = Set.of(
            "TooManyRequestsException", "LimitExceededException", "SendingPausedException", "ThrottlingException");

    private final SesV2Client ses;
    private final MailSettings settings;

    SesOutbox(SesV2Client ses, MailSettings settings) {
        this.ses = ses;
        this.settings = settings;
    }

    /** Notes that a request has begun to leave the machine. */
    static final class Transmitted implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            AtomicBoolean transmitted = attributes.getAttribute(TRANSMITTED);
            if (transmitted != null) {
                transmitted.set(true);
            }
        }
    }

    @Override
    public String send(Parcel parcel) {
        AtomicBoolean transmitted = new AtomicBoolean();
        SendEmailRequest.Builder request = SendEmailRequest.builder()
                .fromEmailAddress(parcel.from())
                .destination(destination -> destination.toAddresses(parcel.to()))
                .content(content -> content.raw(raw -> raw.data(SdkBytes.fromByteArrayUnsafe(parcel.message()))))
                .emailTags(MessageTag.builder().name(TAG).value(parcel.label()).build())
                .overrideConfiguration(configuration -> configuration.putExecutionAttribute(TRANSMITTED, transmitted));
        settings.configurationSet().ifPresent(request::configurationSetName);
        try {
            return ses.sendEmail(request.build()).messageId();
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (e.statusCode() >= SERVER_ERROR) {
                throw new OutcomeUnknown("SES answered " + e.statusCode());
            }
            throw new NotSent(
                    "SES answered %s %s".formatted(e.statusCode(), code),
                    e.statusCode() == TOO_MANY || NOT_NOW.contains(code));
        } catch (SdkException e) {
            if (!transmitted.get() || neverConnected(e)) {
                throw new NotSent("SES was not reached", true);
            }
            throw new OutcomeUnknown("The answer of SES was lost");
        }
    }

    private static boolean neverConnected(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
