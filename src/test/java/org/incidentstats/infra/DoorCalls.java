package org.incidentstats.infra;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.infra.DeployedCode.Call;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;

/**
 * What code asks of the door, as the actions of DynamoDB that this takes. Which table a call is about stands in the place
 * or range that it is given: the tables that the method names itself, or what it calls to make places, ranges, items and
 * writes; where it is given them, those of its callers.
 */
final class DoorCalls {

    private static final Map<String, String> ACTIONS = Map.of(
            "get", "dynamodb:GetItem",
            "getAll", "dynamodb:BatchGetItem",
            "getUnchanging", "dynamodb:BatchGetItem",
            "range", "dynamodb:Query",
            "all", "dynamodb:Query");

    private static final Map<Class<?>, String> WRITES = Map.of(
            Write.Put.class, "dynamodb:PutItem",
            Write.Delete.class, "dynamodb:DeleteItem",
            Write.Check.class, "dynamodb:ConditionCheckItem");

    /** What is made to be handed to the door. */
    private static final List<Class<?>> HANDED = List.of(Place.class, Range.class, Item.class, Write.class);

    private final Set<JavaCodeUnit> reached;

    DoorCalls(Set<JavaCodeUnit> reached) {
        this.reached = reached;
    }

    /** What a method asks. */
    Stream<Call> of(JavaCodeUnit unit) {
        if (unit.getOwner().isAssignableTo(Door.class)
                || unit.getOwner().getPackageName().equals(Door.class.getPackageName() + ".dynamodb")) {
            return Stream.empty();
        }
        return DeployedCode.accesses(unit)
                .flatMap(access -> action(access.getTarget()).stream())
                .distinct()
                .flatMap(action -> tables(unit).stream().map(table -> new Call(action, Optional.of(table))));
    }

    private static Optional<String> action(CodeUnitAccessTarget target) {
        if (target.getOwner().isAssignableTo(Door.class)) {
            return Optional.ofNullable(ACTIONS.get(target.getName()));
        }
        return target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                ? WRITES.entrySet().stream()
                        .filter(write -> target.getOwner().isEquivalentTo(write.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                : Optional.empty();
    }

    private Set<Table> tables(JavaCodeUnit unit) {
        Set<Table> named = named(unit, new HashSet<>());
        return named.isEmpty() ? ofCallers(List.of(unit), new HashSet<>(Set.of(unit))) : named;
    }

    private Set<Table> ofCallers(Collection<JavaCodeUnit> units, Set<JavaCodeUnit> seen) {
        Set<JavaCodeUnit> callers = units.stream()
                .flatMap(unit -> unit.getAccessesToSelf().stream())
                .map(JavaAccess::getOrigin)
                .filter(reached::contains)
                .filter(seen::add)
                .collect(Collectors.toSet());
        if (callers.isEmpty()) {
            throw new IllegalStateException("Which table do %s ask?".formatted(units));
        }
        Set<Table> named = EnumSet.noneOf(Table.class);
        callers.forEach(caller -> named.addAll(named(caller, new HashSet<>())));
        return named.isEmpty() ? ofCallers(callers, seen) : named;
    }

    /** The tables that a method names, itself or through what makes places for it. */
    private static Set<Table> named(JavaCodeUnit unit, Set<JavaCodeUnit> seen) {
        Set<Table> tables = EnumSet.noneOf(Table.class);
        if (!seen.add(unit)) {
            return tables;
        }
        unit.getFieldAccesses().forEach(access -> {
            if (access.getTargetOwner().isEquivalentTo(Table.class)) {
                Stream.of(Table.values())
                        .filter(table -> table.name().equals(access.getTarget().getName()))
                        .forEach(tables::add);
            } else if (isHanded(access.getTarget().getRawType())) {
                access.getTargetOwner().getStaticInitializer().ifPresent(code -> tables.addAll(named(code, seen)));
            }
        });
        DeployedCode.accesses(unit)
                .flatMap(access -> access.getTarget().resolveMember().stream())
                .map(JavaCodeUnit.class::cast)
                .filter(callee -> !callee.getOwner().isAssignableTo(Door.class))
                .filter(DoorCalls::makesWhatIsHanded)
                .forEach(callee -> tables.addAll(named(callee, seen)));
        return tables;
    }

    private static boolean makesWhatIsHanded(JavaCodeUnit callee) {
        return callee.getReturnType().getAllInvolvedRawTypes().stream().anyMatch(DoorCalls::isHanded);
    }

    private static boolean isHanded(JavaClass type) {
        return HANDED.stream().anyMatch(type::isAssignableTo);
    }
}
