package org.incidentstats.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;

/** Answers HTTP: an event of API Gateway becomes a request to the application, and the answer is no larger than may be. */
public final class HttpFunction extends QuarkusStreamHandler {

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        byte[] request = GatewayEvent.asSent(event.readAllBytes());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        super.handleRequest(new ByteArrayInputStream(request), answer, context);
        if (answer.size() <= LargeAnswer.LARGEST) {
            answer.writeTo(out);
        } else {
            out.write(LargeAnswer.of(request, answer.toByteArray()).fitting());
        }
    }
}
