package org.incidentstats.subscription;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.quarkus.arc.DefaultBean;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** How Amazon SES is reached. */
public final class SesBeans {

    /** A client that never repeats a call by itself: SES sends a message again that it is given again. */
    @Produces
    @ApplicationScoped
    @DefaultBean
    SesV2Client ses() {
        return once(SesV2Client.builder()).build();
    }

    static <
                    B extends
                            software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, SesV2Client>
                                    & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<
                                            B, SesV2Client>>
            B once(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(20)))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retry -> retry.maxAttempts(1))
                        .addExecutionInterceptor(new SesOutbox.Transmitted()));
    }
}
