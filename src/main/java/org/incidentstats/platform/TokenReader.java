package org.incidentstats.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;

/**
 * Reads bearer tokens: as the library does, which checks signature, issuer, audience and expiry, and no token that is too
 * old, or that does not say who it is in a way that can be put on record.
 */
@Singleton
@Alternative
@Priority(1)
public final class TokenReader extends JWTCallerPrincipalFactory {

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final JWTCallerPrincipalFactory library = new DefaultJWTCallerPrincipalFactory();
    private final TokenSettings settings;
    private final Clock clock;

    TokenReader(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What is wrong with a token, in words for whoever sent it. */
    static final class Refused extends ParseException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo trust) throws ParseException {
        try {
            JWTCallerPrincipal principal = library.parse(token, trust);
            check(principal);
            // Read here as it will be read there, so that what cannot be read is a fault of the token
            principal.getGroups();
            principal.getName();
            return principal;
        } catch (RuntimeException e) {
            throw new ParseException("A claim is of another type than it should be", e);
        }
    }

    private void check(JWTCallerPrincipal principal) throws Refused {
        if (!Editor.isSubject(principal.getSubject())) {
            throw new Refused("The bearer token does not say who it is: its claim sub takes 1 to 255 visible characters"
                    + " of ASCII other than < and >, and none of the names that the service itself has.");
        }
        Long issued = principal.getClaim("iat");
        if (issued == null || issued == 0) {
            throw new Refused("The bearer token does not say in its claim iat when it was issued.");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(issued), clock.instant());
        if (age.compareTo(settings.oldest()) > 0) {
            throw new Refused("The bearer token was issued %d minutes ago; at most %d are taken. Get a new one."
                    .formatted(age.toMinutes(), settings.oldest().toMinutes()));
        }
        if (age.plus(AHEAD).isNegative()) {
            throw new Refused("The bearer token says that it was issued after now.");
        }
    }
}
