package org.incidentstats.local;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;

/**
 * Stands in for the OIDC issuer of a deployment: signs tokens with a key that it makes at start, which the service then
 * trusts. The key never leaves the process, so a token is worth nothing once the process has ended. A server trusts the
 * issuer that its settings name, and nobody else.
 */
@Singleton
public final class LocalIssuer {

    private static final String NAME = "https://local.incidentstats.example.org";

    private final Optional<KeyPair> keys;

    LocalIssuer(Edition edition) throws NoSuchAlgorithmException {
        this.keys = edition.isServer() ? Optional.empty() : Optional.of(fresh());
    }

    private static KeyPair fresh() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** What the service checks tokens by. */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    JWTAuthContextInfo trust(JWTAuthContextInfoProvider settings) {
        if (keys.isEmpty()) {
            return settings.getContextInfo();
        }
        JWTAuthContextInfo trust = new JWTAuthContextInfo(keys.get().getPublic(), NAME);
        trust.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        return trust;
    }

    /** A token of the local edition for somebody, with roles, that is valid from now on. */
    public String token(String subject, Set<String> roles, Duration valid) {
        return Jwt.issuer(NAME)
                .subject(subject)
                .upn(subject)
                .groups(roles)
                .expiresIn(valid)
                .sign(keys.orElseThrow().getPrivate());
    }
}
