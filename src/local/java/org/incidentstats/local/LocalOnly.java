package org.incidentstats.local;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** On a server, what is only for whoever is at the machine is at no address. */
public final class LocalOnly {

    private static final String PATHS = "/local/";

    private final Edition edition;

    LocalOnly(Edition edition) {
        this.edition = edition;
    }

    @ServerRequestFilter(preMatching = true)
    public void hide(ContainerRequestContext request) {
        if (edition.isServer() && request.getUriInfo().getPath().startsWith(PATHS)) {
            throw new NotFoundException();
        }
    }
}
