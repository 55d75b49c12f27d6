package org.incidentstats.infra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethod;

/** What must hold between the code's resources and the ways that lead to them. */
final class HttpRules {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** What everybody may write: nothing comes of it but by the token in a mail to the address. */
    private static final Set<String> OPEN =
            Set.of("POST /v1/subscriptions", "POST /subscriptions/confirm", "POST /subscriptions/end");

    private final DeployedCode code;

    HttpRules(DeployedCode code) {
        this.code = code;
    }

    /** A way that API Gateway knows, and the authorizer on it. */
    private record Route(String method, String path, String authorizer) {

        /** The more of the path it names, the more it is preferred. */
        int rank() {
            return path.contains("{proxy+}") ? path.length() - 1_000 : path.length();
        }

        boolean leadsTo(Resource resource) {
            String pattern = path.replaceAll("\\{proxy\\+}", "(.+)").replaceAll("\\{[a-z]+}", "[^/]+");
            return method.equals(resource.method) && resource.path.matches(pattern);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A method of a resource, and whether it asks for a role. */
    private record Resource(String method, String path, boolean closed) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Who changes anything needs a token already at the gateway; every resource can be reached. */
    List<String> authorizers(Template template) {
        List<String> faults = new ArrayList<>();
        List<Route> routes = routes(template);
        List<Resource> resources = resources();
        for (Resource resource : resources) {
            Optional<Route> route =
                    routes.stream().filter(one -> one.leadsTo(resource)).max(Comparator.comparingInt(Route::rank));
            if (route.isEmpty()) {
                faults.add("No route leads to " + resource);
            } else if (!READING.contains(resource.method)) {
                boolean guarded = guards(template, route.get().authorizer);
                if (guarded != resource.closed || guarded == OPEN.contains(resource.toString())) {
                    faults.add("%s is %s".formatted(resource, guarded ? "closed" : "open"));
                }
            }
        }
        routes.stream()
                .filter(route -> !READING.contains(route.method))
                .filter(route -> !guards(template, route.authorizer) && !OPEN.contains(route.toString()))
                .forEach(route -> faults.add(route + " has no authorizer"));
        return faults;
    }

    private static boolean guards(Template template, String authorizer) {
        JsonNode configuration = template.properties("Api")
                .at("/Auth/Authorizers")
                .path(authorizer)
                .path("JwtConfiguration");
        return !configuration.path("issuer").isMissingNode()
                && !configuration.path("audience").isEmpty();
    }

    private static List<Route> routes(Template template) {
        return template.functions().values().stream()
                .flatMap(function -> FunctionRules.events(function).values().stream())
                .filter(event -> event.path("Type").asText().equals("HttpApi"))
                .map(event -> event.path("Properties"))
                .map(event -> new Route(
                        event.path("Method").asText(),
                        event.path("Path").asText(),
                        event.at("/Auth/Authorizer").asText()))
                .toList();
    }

    private List<Resource> resources() {
        return code.classesOf("org.incidentstats.").stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream())
                .flatMap(HttpRules::resource)
                .toList();
    }

    private static Stream<Resource> resource(JavaMethod method) {
        String path = "/" + method.getOwner().getAnnotationOfType(Path.class).value() + "/"
                + method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        boolean closed =
                method.isAnnotatedWith(RolesAllowed.class) || method.getOwner().isAnnotatedWith(RolesAllowed.class);
        return method.getAnnotations().stream()
                .flatMap(annotation -> annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
                .map(http ->
                        new Resource(http.value(), path.replaceAll("/+", "/").replaceAll("/$", ""), closed));
    }

    /** The gateway takes no more than it can, and the edge answers nobody with what is another's. */
    static List<String> edge(Template template) {
        List<String> faults = new ArrayList<>();
        JsonNode api = template.properties("Api");
        for (String limit : List.of("ThrottlingRateLimit", "ThrottlingBurstLimit")) {
            if (api.path("DefaultRouteSettings").path(limit).asInt() <= 0) {
                faults.add("The API has no " + limit);
            }
        }
        JsonNode behaviour = template.properties("Distribution").at("/DistributionConfig/DefaultCacheBehavior");
        faults.addAll(viewerAddress(template, behaviour));
        if (!behaviour.path("Compress").asBoolean()
                || !behaviour.path("ViewerProtocolPolicy").asText().equals("redirect-to-https")) {
            faults.add("The edge does not compress, or speaks plain HTTP");
        }
        JsonNode cache = template.properties(Template.target(behaviour.path("CachePolicyId")))
                .path("CachePolicyConfig");
        JsonNode key = cache.path("ParametersInCacheKeyAndForwardedToOrigin");
        if (!template.texts(key.at("/HeadersConfig/Headers"))
                        .containsAll(List.of("Accept", "Accept-Language", "Authorization"))
                || !key.at("/QueryStringsConfig/QueryStringBehavior").asText().equals("all")) {
            faults.add("The edge takes different answers for the same");
        }
        if (cache.path("MinTTL").asInt(1) != 0 || cache.path("DefaultTTL").asInt(1) != 0) {
            faults.add("The edge keeps what says nothing of being kept");
        }
        JsonNode headers = template.properties(Template.target(behaviour.path("ResponseHeadersPolicyId")))
                .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        for (String header : List.of("StrictTransportSecurity", "ContentTypeOptions", "ReferrerPolicy")) {
            if (!headers.has(header)) {
                faults.add("The edge adds no " + header);
            }
        }
        return faults;
    }

    /** The edge says in a header, which the application reads and all requests get, who asks. */
    private static List<String> viewerAddress(Template template, JsonNode behaviour) {
        String header = template.functions()
                .get("ApiFunction")
                .at("/Environment/Variables/INCIDENTSTATS_CLIENT_ADDRESS_HEADER")
                .asText();
        JsonNode association = behaviour.path("FunctionAssociations").path(0);
        JsonNode function = template.properties(Template.target(association.path("FunctionARN")));
        boolean said = association.path("EventType").asText().equals("viewer-request")
                && function.path("AutoPublish").asBoolean()
                && function.path("FunctionCode")
                        .asText()
                        .contains("event.request.headers['" + header.toLowerCase(Locale.ROOT)
                                + "'] = { value: event.viewer.ip };");
        return said ? List.of() : List.of("The edge does not say who asks, in " + header);
    }
}
