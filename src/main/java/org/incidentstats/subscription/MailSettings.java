package org.incidentstats.subscription;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.incidentstats.platform.PublicUrl;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How mail is sent, and to whom it may be. */
@ConfigMapping(prefix = "incidentstats.mail")
public interface MailSettings {

    /** Whom mail is from. */
    @WithDefault("Incident Statistics <briefs@example.org>")
    String from();

    /** 32 random bytes in Base64, from which the keys are derived that addresses and links are kept safe with. */
    Optional<String> key();

    /** The configuration set of Amazon SES whose events come back to this application. */
    Optional<String> configurationSet();

    /** How long the link of a confirmation holds. */
    @WithDefault("PT48H")
    Duration confirmWithin();

    /** Confirmations that one mailbox gets in a day at most, at all its plus-addresses together. */
    @WithDefault("3")
    int perAddressAndDay();

    /** Requests that one client makes in an hour at most, and no more than a tenth of those of all together. */
    @WithDefault("20")
    int perClientAndHour();

    /** Confirmations that are sent in an hour at most, to all addresses together. */
    @WithDefault("500")
    int perHour();

    /** After which time an answer to a request comes, whether or not a mail was sent meanwhile; then the next such time. */
    @WithDefault("PT1S")
    Duration answerAfter();

    /** What one client may have of all there is in an hour, so that the others can subscribe too. */
    default int shareOfOneClient() {
        return Math.min(perClientAndHour(), Math.max(1, perHour() / 10));
    }

    /** After which time a message that was being sent is one whose outcome nobody knows: longer than a run can last. */
    @WithDefault("PT20M")
    Duration longestRun();

    /** How long an address from which a bounce or a complaint came is left alone. */
    @WithDefault("P180D")
    Duration leaveAlone();

    /** The address of the service where no request says it. */
    static URI base(PublicUrl publicUrl, int port) {
        return publicUrl.publicUrl().orElseGet(() -> URI.create("http://localhost:" + port + "/"));
    }
}
