package org.incidentstats.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;

import org.incidentstats.store.Table;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * What the code of a function can do, as its bytecode says: from the methods that AWS Lambda or a request calls, every
 * method that may be called in turn. A call of an interface or a superclass may be one of anything that is below it, and a
 * class that is made may be called back by whatever it implements.
 */
final class DeployedCode {

    /** The call of a service: its IAM action, and the table that it is about, where it is about one. */
    record Call(String action, Optional<Table> table) {}

    private static final String OURS = "org.incidentstats.";
    private static final String ADAPTER = OURS + "store.dynamodb";

    /** What sends nothing itself. */
    private static final Set<String> LOCAL_CALLS = Set.of("builder", "build", "close");

    private static final Path OUTPUT = Path.of(System.getProperty("output.folder"));

    private final JavaClasses classes = new ClassFileImporter()
            .importPaths(
                    OUTPUT.resolve("classes").resolve("org"),
                    OUTPUT.resolve("test-classes").resolve("org"));
    private final Map<String, Set<JavaCodeUnit>> reached = new HashMap<>();

    /** A class that is deployed, and ours. */
    Optional<JavaClass> find(String name) {
        return classes.contain(name) ? Optional.of(classes.get(name)) : Optional.empty();
    }

    /** The classes of a package that are deployed. */
    List<JavaClass> classesOf(String prefix) {
        return classes.stream()
                .filter(DeployedCode::deployed)
                .filter(type -> type.getName().startsWith(prefix))
                .toList();
    }

    /** For how long a run is believed to send, where nothing else is set. */
    Duration longestRun() {
        return Duration.parse(classes.get(OURS + "subscription.MailSettings")
                .getMethod("longestRun")
                .getAnnotationOfType(WithDefault.class)
                .value());
    }

    /**
     * All that a function may call, by the name of its entry class; where that is none of ours, the function answers
     * HTTP.
     */
    Set<JavaCodeUnit> reachedBy(String entryClass) {
        return reached.computeIfAbsent(entryClass, this::reach);
    }

    private Set<JavaCodeUnit> reach(String entryClass) {
        Set<JavaCodeUnit> roots = new HashSet<>();
        find(entryClass).ifPresentOrElse(entry -> roots.addAll(entry.getCodeUnits()), () -> roots.addAll(ofHttp()));
        methods(DeployedCode::observes).forEach(roots::add);
        return reachedFrom(roots);
    }

    /** The methods that requests call, and what stands around them. */
    private List<JavaMethod> ofHttp() {
        return methods(method -> Stream.concat(
                                method.getAnnotations().stream(), method.getOwner().getAnnotations().stream())
                        .map(annotation -> annotation.getRawType().getPackageName())
                        .anyMatch(name -> name.startsWith("jakarta.ws.rs")
                                || name.startsWith("org.eclipse.microprofile.health")
                                || name.startsWith("org.jboss.resteasy.reactive.server")))
                .toList();
    }

    private static boolean observes(JavaMethod method) {
        return method.getParameters().stream().anyMatch(parameter -> parameter.isAnnotatedWith(Observes.class));
    }

    private Stream<JavaMethod> methods(Predicate<JavaMethod> which) {
        return classes.stream()
                .filter(DeployedCode::deployed)
                .flatMap(type -> type.getMethods().stream())
                .filter(which);
    }

    /** Whether its source is of what is in the zip: of every edition, or of AWS alone. */
    private static boolean deployed(JavaClass type) {
        if (!type.getName().startsWith(OURS)) {
            return false;
        }
        String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return Stream.of("main", "aws").anyMatch(source -> Files.exists(Path.of("src", source, "java", file)));
    }

    private Set<JavaCodeUnit> reachedFrom(Collection<JavaCodeUnit> roots) {
        Set<JavaCodeUnit> reached = new LinkedHashSet<>();
        Set<JavaClass> made = new HashSet<>();
        Deque<JavaCodeUnit> next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            JavaCodeUnit unit = next.pop();
            if (!deployed(unit.getOwner()) || !reached.add(unit)) {
                continue;
            }
            unit.getOwner().getStaticInitializer().ifPresent(next::add);
            if (!unit.getModifiers().contains(JavaModifier.STATIC) && made.add(unit.getOwner())) {
                next.addAll(unit.getOwner().getConstructors());
                next.addAll(calledBack(unit.getOwner()));
                unit.getOwner().getConstructors().forEach(constructor -> next.addAll(producersFor(constructor)));
            }
            accesses(unit).forEach(access -> next.addAll(targets(access.getTarget())));
        }
        return reached;
    }

    /** The methods that make what a constructor is given, at once or when it asks for it. */
    private List<JavaMethod> producersFor(JavaConstructor constructor) {
        Set<JavaClass> given = constructor.getParameterTypes().stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet());
        return methods(method -> method.isAnnotatedWith(Produces.class) && given.contains(method.getRawReturnType()))
                .toList();
    }

    static Stream<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit unit) {
        return Stream.<JavaCodeUnitAccess<?>>concat(
                unit.getCallsFromSelf().stream(),
                Stream.concat(
                        unit.getMethodReferencesFromSelf().stream(), unit.getConstructorReferencesFromSelf().stream()));
    }

    private static List<JavaCodeUnit> targets(CodeUnitAccessTarget target) {
        return Stream.concat(
                        target.resolveMember().stream(),
                        target.getOwner().getAllSubclasses().stream()
                                .flatMap(type -> type
                                        .tryGetCodeUnitWithParameterTypeNames(
                                                target.getName(),
                                                target.getRawParameterTypes().stream()
                                                        .map(JavaClass::getName)
                                                        .toList())
                                        .stream()))
                .map(JavaCodeUnit.class::cast)
                .toList();
    }

    /** The methods of a class by which what is not ours calls it. */
    private static List<JavaMethod> calledBack(JavaClass type) {
        Set<String> names = Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
                .filter(above -> !above.getName().startsWith(OURS))
                .flatMap(above -> above.getMethods().stream())
                .map(JavaMember::getName)
                .collect(Collectors.toSet());
        return type.getMethods().stream()
                .filter(method -> names.contains(method.getName()))
                .toList();
    }

    /** The settings that some code asks for, as properties are named. */
    Set<JavaMethod> settings(Set<JavaCodeUnit> reached) {
        return reached.stream()
                .flatMap(DeployedCode::accesses)
                .flatMap(access -> access.getTarget().resolveMember().stream())
                .filter(member -> member.getOwner().isAnnotatedWith(ConfigMapping.class))
                .filter(member -> member.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaMethod.class::cast)
                .collect(Collectors.toSet());
    }

    /** The calls of services that some code makes. */
    Set<Call> calls(Set<JavaCodeUnit> reached) {
        Set<Call> calls = new HashSet<>();
        DoorCalls doors = new DoorCalls(reached);
        reached.forEach(unit -> {
            doors.of(unit).forEach(calls::add);
            accesses(unit).forEach(access -> {
                CodeUnitAccessTarget target = access.getTarget();
                JavaClass owner = target.getOwner();
                String name = target.getName();
                if (owner.isAssignableTo(DynamoDbClient.class) || owner.isAssignableTo(DynamoDbEnhancedClient.class)) {
                    if (!unit.getOwner().getPackageName().startsWith(ADAPTER)) {
                        throw new IllegalStateException("Past the door: " + unit.getFullName());
                    }
                } else if (owner.isEquivalentTo(S3Client.class)) {
                    // Who may get an object may ask what it is
                    action("s3:", name.equals("headObject") ? "getObject" : name)
                            .ifPresent(action -> calls.add(new Call(action, Optional.empty())));
                    if (name.equals("getObject")) {
                        // Or a version of it
                        calls.add(new Call("s3:GetObjectVersion", Optional.empty()));
                    }
                } else if (owner.isEquivalentTo(S3Presigner.class) && name.startsWith("presign")) {
                    // Whoever uses the address does it in the name of the function
                    calls.add(new Call("s3:" + name.substring("presign".length()), Optional.empty()));
                } else if (owner.isEquivalentTo(SesV2Client.class)) {
                    // A message that is whole already is asked for by the older name
                    action("ses:", name.equals("sendEmail") ? "sendRawEmail" : name)
                            .ifPresent(action -> calls.add(new Call(action, Optional.empty())));
                }
            });
        });
        return calls;
    }

    private static Optional<String> action(String service, String method) {
        return LOCAL_CALLS.contains(method)
                ? Optional.empty()
                : Optional.of(service + method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1));
    }
}
