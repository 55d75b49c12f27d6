package org.incidentstats.platform;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Reading is public, unless the one property says otherwise: then it needs a valid token of any role. */
@Singleton
public final class ReadingAccess {

    private final CurrentIdentityAssociation identity;
    // Filters are made when the application is built; what can be set is known when it runs.
    private final Provider<ReadingSettings> settings;

    ReadingAccess(CurrentIdentityAssociation identity, Provider<ReadingSettings> settings) {
        this.identity = identity;
        this.settings = settings;
    }

    @ServerRequestFilter
    Uni<Response> check(ContainerRequestContext request) {
        if (settings.get().open() || !request.getUriInfo().getPath().startsWith("/v1/")) {
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
