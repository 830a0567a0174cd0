package dev.ballast.cli.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import dev.ballast.evidence.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What compiled classes must keep: time, names, signatures, interfaces, error codes.
final class ClassLaws {
  private static final String TIME =
      "java\\.time\\.(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime|Year"
          + "|YearMonth)\\.now\\(.*"
          + "|java\\.time\\.Clock\\.system.*"
          + "|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*"
          + "|java\\.lang\\.Thread\\.sleep\\(.*"
          + "|java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*"
          + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)\\(.*"
          + "|java\\.util\\.Date\\.<init>\\(\\)";

  /// Where the machine's clock enters: everything else is given one.
  private static final Set<String> CLOCK_ENTERS =
      Set.of("dev.ballast.cli.Main", "dev.ballast.cli.Rehearsal");

  /// Not yet given a clock; nothing is added here.
  private static final Set<String> CLOCK_TO_BE_GIVEN =
      Set.of(
          "dev.ballast.postgres.server.TemporaryCluster",
          "dev.ballast.postgres.wire.AuthenticatedRelay",
          "dev.ballast.postgres.wire.ReplicationConnection");

  private ClassLaws() {}

  static List<Law> all() {
    return List.of(time(), clock(), names(), stringlyMaps(), interfaces(), errorCodes());
  }

  private static Law time() {
    return new Law(
        "time-only-from-clock",
        "a test that cannot hold the time still sleeps, and a test that sleeps lies",
        house ->
            calls(
                house,
                origin -> !origin.getName().startsWith("dev.ballast.evidence.Clock"),
                target -> target.matches(TIME)),
        """
        == vault/src/main/java/dev/ballast/vault/Hasty.java
        package dev.ballast.vault;
        final class Hasty { java.time.Instant stamp() { return java.time.Instant.now(); } }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Patient.java
        package dev.ballast.vault;
        final class Patient { java.time.Instant stamp(dev.ballast.evidence.Clock clock) { return clock.now(); } }
        """);
  }

  private static Law clock() {
    return new Law(
        "clock-is-injected",
        "a class that takes the machine's clock by itself cannot be tested with the time held still",
        house ->
            calls(
                house,
                origin ->
                    !House.isTest(origin)
                        && !RoomLaws.inPackage(origin, "dev.ballast.evidence")
                        && !CLOCK_ENTERS.contains(origin.getName())
                        && !CLOCK_TO_BE_GIVEN.contains(origin.getName()),
                target -> target.equals("dev.ballast.evidence.Clock.system()")),
        """
        == vault/src/main/java/dev/ballast/vault/Hasty.java
        package dev.ballast.vault;
        import dev.ballast.evidence.Clock;
        final class Hasty { private final Clock clock = Clock.system(); java.time.Instant stamp() { return clock.now(); } }
        """,
        """
        == cli/src/main/java/dev/ballast/cli/Main.java
        package dev.ballast.cli;
        import dev.ballast.evidence.Clock;
        final class Main { void main() { new Patient(Clock.system()).stamp(); } }
        final class Patient {
          private final Clock clock;
          Patient(Clock clock) { this.clock = clock; }
          java.time.Instant stamp() { return clock.now(); }
        }
        """);
  }

  private static Law names() {
    return new Law(
        "no-vague-names",
        "a name that would fit any class says nothing about this one",
        house ->
            house.classes().stream()
                .filter(type -> !type.isAnonymousClass())
                .filter(type -> type.getSimpleName().matches(".*(Manager|Helper|Util|Utils|Impl)"))
                .map(JavaClass::getName)
                .toList(),
        """
        == vault/src/main/java/dev/ballast/vault/VaultHelper.java
        package dev.ballast.vault;
        final class VaultHelper {}
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Helpful.java
        package dev.ballast.vault;
        final class Helpful {}
        """);
  }

  private static Law stringlyMaps() {
    return new Law(
        "no-stringly-maps",
        "a map of anything or a raw JSON tree in a signature hides what the room promises",
        house -> {
          Set<String> found = new TreeSet<>();
          for (JavaClass type : house.classes()) {
            type.getCodeUnits().stream()
                .filter(unit -> isExposed(type, unit.getModifiers()))
                .filter(unit -> signature(unit).stream().anyMatch(ClassLaws::isStringly))
                .forEach(unit -> found.add(unit.getFullName()));
            type.getFields().stream()
                .filter(field -> isExposed(type, field.getModifiers()))
                .filter(field -> isStringly(field.getType()))
                .forEach(field -> found.add(field.getFullName()));
          }
          return List.copyOf(found);
        },
        """
        == vault/src/main/java/dev/ballast/vault/Loose.java
        package dev.ballast.vault;
        public final class Loose { public java.util.List<java.util.Map<String, Object>> rows() { return java.util.List.of(); } }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Tight.java
        package dev.ballast.vault;
        public final class Tight {
          public java.util.Map<String, String> labels() { return java.util.Map.of(); }
          private java.util.Map<String, Object> inside() { return java.util.Map.of(); }
        }
        """);
  }

  private static Law interfaces() {
    return new Law(
        "interfaces-have-two-implementations",
        "an interface before its second case is a guess, and one more jump for every reader",
        LonelyInterfaces::in,
        """
        == vault/src/main/java/dev/ballast/vault/Shelf.java
        package dev.ballast.vault;
        interface Shelf { int size(); }
        final class OnlyShelf implements Shelf { public int size() { return 0; } }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Shelf.java
        package dev.ballast.vault;
        interface Shelf { int size(); }
        final class Shelves { Shelf empty() { return () -> 0; } Shelf full() { return Integer.valueOf(9)::intValue; } }
        sealed interface Box permits Small {}
        record Small() implements Box {}
        @interface Label {}
        """);
  }

  private static Law errorCodes() {
    return new Law(
        "every-error-code-is-raised",
        "a code nobody raises is a promise in the manual that nobody keeps",
        house -> {
          Set<String> used = new TreeSet<>();
          for (JavaClass type : house.classes()) {
            type.getFieldAccessesFromSelf().stream()
                .filter(access -> !isEnumPlumbing(access))
                .forEach(access -> used.add(access.getTarget().getFullName()));
          }
          return house.classes().stream()
              .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
              .flatMap(type -> type.getFields().stream())
              .filter(field -> field.getRawType().equals(field.getOwner()))
              .map(JavaField::getFullName)
              .filter(constant -> !used.contains(constant))
              .toList();
        },
        """
        == vault/src/main/java/dev/ballast/vault/ShelfError.java
        package dev.ballast.vault;
        import dev.ballast.evidence.*;
        enum ShelfError implements ErrorCode {
          SHELF_FULL;
          public ErrorKind kind() {
            return new ErrorKind(Blame.USER, ExitCode.USAGE, "the shelf is full");
          }
        }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/ShelfError.java
        package dev.ballast.vault;
        import dev.ballast.evidence.*;
        enum ShelfError implements ErrorCode {
          SHELF_FULL;
          public ErrorKind kind() {
            return new ErrorKind(Blame.USER, ExitCode.USAGE, "the shelf is full");
          }
          static Fault full() { return Fault.of(SHELF_FULL, "the shelf is full"); }
        }
        """);
  }

  /// Calls, constructions, references and field reads whose target's full name `target` accepts.
  static List<String> calls(House house, Predicate<JavaClass> origin, Predicate<String> target) {
    List<String> found = new ArrayList<>();
    for (JavaClass type : house.classes()) {
      if (origin.test(type)) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (target.test(access.getTarget().getFullName())) {
            found.add(access.getDescription());
          }
        }
      }
    }
    return found;
  }

  /// An enum's own static initialiser and `values()` touch every constant.
  private static boolean isEnumPlumbing(JavaAccess<?> access) {
    String unit = access.getOrigin().getName();
    boolean own = access.getTargetOwner().equals(access.getOriginOwner());
    return own && (unit.equals("<clinit>") || unit.equals("$values") || unit.equals("values"));
  }

  private static boolean isExposed(JavaClass type, Set<JavaModifier> modifiers) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && modifiers.contains(JavaModifier.PUBLIC)
        && !modifiers.contains(JavaModifier.SYNTHETIC)
        && !RoomLaws.inPackage(type, "dev.ballast.evidence.json")
        // The driver makes its plug-ins by name and hands them its own properties.
        && !type.isAssignableTo("org.postgresql.plugin.AuthenticationPlugin");
  }

  private static List<JavaType> signature(JavaCodeUnit unit) {
    List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
    types.add(unit.getReturnType());
    return types;
  }

  private static boolean isStringly(JavaType type) {
    if (type.toErasure().getPackageName().startsWith("tools.jackson")) {
      return true;
    }
    if (!(type instanceof JavaParameterizedType parameterized)) {
      return type.toErasure().isAssignableTo(Map.class) && type instanceof JavaClass;
    }
    List<JavaType> arguments = parameterized.getActualTypeArguments();
    boolean isMap = parameterized.toErasure().isAssignableTo(Map.class);
    return arguments.stream().anyMatch(ClassLaws::isStringly)
        || (isMap && arguments.stream().anyMatch(ClassLaws::isAnything));
  }

  private static boolean isAnything(JavaType type) {
    return type instanceof JavaWildcardType || type.toErasure().isEquivalentTo(Object.class);
  }
}
