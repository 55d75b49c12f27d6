package org.incidentstats.platform;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Reading is public, unless the one property says otherwise: then it needs a valid token of any role. */
@Singleton
public final class ReadingAccess {

    private final CurrentIdentityAssociation identity;
    private final boolean open;

    ReadingAccess(
            CurrentIdentityAssociation identity,
            @ConfigProperty(name = "incidentstats.public-reading", defaultValue = "true") boolean open) {
        this.identity = identity;
        this.open = open;
    }

    @ServerRequestFilter
    Uni<Response> check(ContainerRequestContext request) {
        if (open || !request.getUriInfo().getPath().startsWith("/v1/")) {
            return Uni.createFrom().nullItem();
        }
        return identity.getDeferredIdentity().onItem().transformToUni(ReadingAccess::refuseStrangers);
    }

    private static Uni<Response> refuseStrangers(SecurityIdentity identity) {
        return identity.isAnonymous()
                ? Uni.createFrom().failure(new UnauthorizedException())
                : Uni.createFrom().nullItem();
    }
}
