package org.incidentstats.local;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;

/**
 * Stands in for the OIDC issuer of a deployment: signs tokens with a key that it makes at start, which the service then
 * trusts. The key never leaves the process, so a token is worth nothing once the process has ended. Where the settings
 * name an issuer or its keys, that one is trusted and nobody else, and so it is on a server.
 */
@Singleton
public final class LocalIssuer {

    private static final String NAME = "https://local.incidentstats.example.org";

    private final Optional<KeyPair> keys;

    LocalIssuer(
            Edition edition,
            @ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> location,
            @ConfigProperty(name = "mp.jwt.verify.publickey") Optional<String> key)
            throws NoSuchAlgorithmException {
        boolean named = Stream.of(issuer, location, key).anyMatch(Optional::isPresent);
        if (named && (issuer.isEmpty() || location.or(() -> key).isEmpty()) && !edition.isServer()) {
            throw new IllegalStateException("An issuer of tokens needs both mp.jwt.verify.issuer and"
                    + " mp.jwt.verify.publickey.location; without either, this process signs its own");
        }
        this.keys = named || edition.isServer() ? Optional.empty() : Optional.of(fresh());
    }

    /** Whether tokens are signed here. */
    boolean signs() {
        return keys.isPresent();
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
