package dev.ballast.effect;

import dev.ballast.effect.TypeChange.Fit;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownType;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// From one type to another, as an assignment converts. Immutable.
final class TypeConversion {
  /// Why rows may stay between `timestamp` and `timestamptz`, as
  /// `TimestampTimestampTzRequiresRewrite` in `src/backend/utils/adt/timestamp.c` decides.
  static final String TIME_ZONE = "unless TimeZone is UTC in the session that runs it";

  /// What a domain over domains ends at most after.
  private static final int DOMAINS_DEEP = 32;

  /// Digits after the second that a time has where none are given.
  private static final int MICROSECONDS = 6;

  /// Casts WITHOUT FUNCTION, from and to, in both directions where both are listed.
  private static final Map<String, Set<String>> SAME_BYTES =
      Map.ofEntries(
          Map.entry("text", Set.of("varchar", "bpchar", "citext")),
          Map.entry("varchar", Set.of("text", "bpchar", "citext")),
          Map.entry("citext", Set.of("text", "varchar", "bpchar")),
          Map.entry("xml", Set.of("text", "varchar", "bpchar")),
          Map.entry("bit", Set.of("varbit")),
          Map.entry("varbit", Set.of("bit")),
          Map.entry("cidr", Set.of("inet")),
          Map.entry("int4", Set.of("oid", "regclass", "regproc", "regtype")),
          Map.entry("oid", Set.of("int4", "regclass", "regproc", "regtype")),
          Map.entry("regclass", Set.of("oid", "int4")),
          Map.entry("regproc", Set.of("oid", "int4")),
          Map.entry("regtype", Set.of("oid", "int4")));

  /// Types that share their default operator classes: an index outlives the change.
  private static final List<Set<String>> SAME_OPERATORS =
      List.of(Set.of("text", "varchar"), Set.of("cidr", "inet"));

  /// Numbers by what they hold; each holds all whole numbers of those before it.
  private static final List<String> INTEGERS = List.of("int2", "int4", "int8");

  private static final Set<String> TIMES = Set.of("timestamp", "timestamptz", "time", "timetz");
  private static final Set<String> STRINGS = Set.of("text", "varchar", "bpchar", "citext");
  private static final Set<String> FLOATS = Set.of("float4", "float8");

  /// The types whose casts are listed here; what an extension brings may have casts of its own.
  private static final Set<String> SYSTEM =
      Set.of(
          ("bool int2 int4 int8 float4 float8 numeric money text varchar bpchar name char bytea uuid"
                  + " json jsonb jsonpath xml date time timetz timestamp timestamptz interval bit"
                  + " varbit inet cidr macaddr macaddr8 oid regclass regproc regtype point line lseg"
                  + " box path polygon circle tsvector tsquery int4range int8range numrange tsrange"
                  + " tstzrange daterange")
              .split(" "));

  /// The mask of an interval without fields in `src/include/utils/timestamp.h`.
  private static final String ALL_FIELDS = "32767";

  private final KnownSchema schema;
  private final Optional<TypeName> written;
  private final TypeName target;
  private final String column;

  TypeConversion(KnownSchema schema, TypeName former, TypeName target) {
    this(schema, Optional.of(former), target, "");
  }

  private TypeConversion(
      KnownSchema schema, Optional<TypeName> former, TypeName target, String column) {
    this.schema = schema;
    this.written = former;
    this.target = target;
    this.column = column;
  }

  static TypeConversion fromUnknown(KnownSchema schema, TypeName target, String column) {
    return new TypeConversion(schema, Optional.empty(), target, column);
  }

  /// Whether rows are rewritten; empty where they stay.
  Optional<Likelihood> rewrite() {
    if (written.isEmpty()) {
      return Optional.of(
          Likelihood.possible("unless the bytes of " + column + " are the same in both types"));
    }
    TypeName former = written.get();
    if (former.canonical().equals(target.canonical())) {
      return Optional.empty();
    }
    Optional<KnownType.DomainType> domain = domain(target);
    if (domain.filter(KnownType.DomainType::constrained).isPresent()) {
      return Optional.of(Likelihood.CERTAIN);
    }
    TypeName from = base(former);
    TypeName to = base(target);
    boolean wasDomain = domain(former).isPresent();
    if (from.arrayDimensions() > 0 || to.arrayDimensions() > 0) {
      boolean same = from.canonical().equals(to.canonical());
      return same ? Optional.empty() : Optional.of(Likelihood.CERTAIN);
    }
    if (isRemadeEnum(from, to)) {
      return Optional.of(Likelihood.CERTAIN);
    }
    if (!isKnown(from) || !isKnown(to)) {
      return name(from).equals(name(to)) && to.modifiers().isEmpty()
          ? Optional.empty()
          : Optional.of(
              Likelihood.possible("unless there is a cast without function between the two types"));
    }
    return known(from, to, wasDomain);
  }

  /// Whether it turns an enum into another type, or another type into an enum: no cast of an enum
  /// is without function, as `CreateCast` in `src/backend/commands/functioncmds.c` says.
  boolean remakesEnum() {
    return written.isPresent() && isRemadeEnum(base(written.get()), base(target));
  }

  private boolean isRemadeEnum(TypeName from, TypeName to) {
    if (isEnum(from) && isEnum(to)) {
      return !schema.type(from.name()).equals(schema.type(to.name()));
    }
    return (isEnum(from) && isKnown(to)) || (isKnown(from) && isEnum(to));
  }

  private Optional<Likelihood> known(TypeName from, TypeName to, boolean wasDomain) {
    String source = name(from);
    String goal = name(to);
    if (source.equals(goal)) {
      // Through a domain the length of the base type is not seen any more.
      return to.modifiers().isEmpty() || (!wasDomain && isWider(goal, from, to))
          ? Optional.empty()
          : Optional.of(Likelihood.CERTAIN);
    }
    boolean unlimited = to.modifiers().isEmpty() || unlimitedTime(goal, to);
    if (isTimeZoneChange(source, goal)) {
      return Optional.of(unlimited ? Likelihood.possible(TIME_ZONE) : Likelihood.CERTAIN);
    }
    boolean label = SAME_BYTES.getOrDefault(source, Set.of()).contains(goal);
    return label && unlimited ? Optional.empty() : Optional.of(Likelihood.CERTAIN);
  }

  private static boolean isTimeZoneChange(String from, String to) {
    return (from.equals("timestamp") && to.equals("timestamptz"))
        || (from.equals("timestamptz") && to.equals("timestamp"));
  }

  private static boolean unlimitedTime(String name, TypeName type) {
    return TIMES.contains(name) && precision(type) == MICROSECONDS;
  }

  /// Whether every value of a type fits into the same type with another modifier.
  private static boolean isWider(String name, TypeName from, TypeName to) {
    return switch (name) {
      case "varchar", "varbit" -> !from.modifiers().isEmpty() && first(from) <= first(to);
      case "numeric" ->
          !from.modifiers().isEmpty() && first(from) <= first(to) && scale(from).equals(scale(to));
      case "timestamp", "timestamptz", "time", "timetz" -> precision(from) <= precision(to);
      case "interval" ->
          (from.modifiers().size() == 2 && to.modifiers().size() == 2)
              ? from.modifiers().getFirst().equals(to.modifiers().getFirst())
                  && from.modifier(1).orElse(MICROSECONDS) <= to.modifier(1).orElse(MICROSECONDS)
              : to.modifiers().size() == 2
                  && to.modifiers().getFirst().equals(ALL_FIELDS)
                  && to.modifier(1).orElse(MICROSECONDS) >= MICROSECONDS;
      default -> from.modifiers().equals(to.modifiers());
    };
  }

  private static int first(TypeName type) {
    return type.modifier(0).orElse(Integer.MAX_VALUE);
  }

  private static OptionalInt scale(TypeName type) {
    return type.modifiers().size() < 2 ? OptionalInt.of(0) : type.modifier(1);
  }

  private static int precision(TypeName type) {
    return Math.min(type.modifier(0).orElse(MICROSECONDS), MICROSECONDS);
  }

  /// Whether the two compare by different operator classes.
  boolean otherOperators() {
    if (written.isEmpty()) {
      return false;
    }
    String from = name(base(written.get()));
    String to = name(base(target));
    return !from.equals(to)
        && SAME_OPERATORS.stream().noneMatch(set -> set.contains(from) && set.contains(to));
  }

  /// Whether every value has a place in the new type.
  ///
  /// @param explicit a cast is written out: it cuts a text that is too long, where an assignment
  ///     fails
  Fit fit(boolean explicit) {
    if (written.isEmpty()) {
      return Fit.UNKNOWN;
    }
    TypeName from = base(written.get());
    TypeName to = base(target);
    if (domain(target).filter(KnownType.DomainType::constrained).isPresent()
        && !written.get().canonical().equals(target.canonical())) {
      return Fit.MAY_FAIL;
    }
    if (from.arrayDimensions() > 0 || to.arrayDimensions() > 0) {
      return from.canonical().equals(to.canonical()) ? Fit.ALL : Fit.UNKNOWN;
    }
    if (isEnum(to)) {
      return Fit.MAY_FAIL;
    }
    if (!isKnown(from) || !isKnown(to)) {
      return isEnum(from) ? Fit.ALL : Fit.UNKNOWN;
    }
    Fit fit = fit(from, to);
    boolean cut = explicit && fit == Fit.MAY_FAIL && STRINGS.contains(name(to));
    return cut ? Fit.MAY_LOSE : fit;
  }

  private static Fit fit(TypeName from, TypeName to) {
    String source = name(from);
    String goal = name(to);
    if (STRINGS.contains(source) && !STRINGS.contains(goal)) {
      return Fit.MAY_FAIL;
    }
    if (STRINGS.contains(source)) {
      boolean fits =
          to.modifiers().isEmpty() || (!from.modifiers().isEmpty() && first(from) <= first(to));
      return fits ? Fit.ALL : Fit.MAY_FAIL;
    }
    if (source.equals(goal)) {
      return sameType(goal, from, to);
    }
    if (INTEGERS.contains(source) && INTEGERS.contains(goal)) {
      return INTEGERS.indexOf(source) < INTEGERS.indexOf(goal) ? Fit.ALL : Fit.MAY_FAIL;
    }
    if ((FLOATS.contains(goal) && source.equals("numeric"))
        || (source.equals("float8") && goal.equals("float4"))
        || (INTEGERS.contains(goal) && (source.equals("numeric") || FLOATS.contains(source)))) {
      return Fit.MAY_LOSE;
    }
    if ((goal.equals("date") && TIMES.contains(source))
        || (goal.equals("time") && source.startsWith("timestamp"))) {
      return Fit.MAY_LOSE;
    }
    if (goal.equals("numeric") && INTEGERS.contains(source) && !to.modifiers().isEmpty()) {
      return Fit.MAY_FAIL;
    }
    return Fit.ALL;
  }

  private static Fit sameType(String name, TypeName from, TypeName to) {
    if (to.modifiers().isEmpty() || isWider(name, from, to)) {
      return Fit.ALL;
    }
    return switch (name) {
      case "numeric" -> narrowedNumeric(from, to);
      case "timestamp", "timestamptz", "time", "timetz", "interval" -> Fit.MAY_LOSE;
      default -> Fit.MAY_FAIL;
    };
  }

  private static Fit narrowedNumeric(TypeName from, TypeName to) {
    if (from.modifiers().isEmpty()) {
      return Fit.MAY_LOSE;
    }
    int lost = scale(from).orElse(0) - scale(to).orElse(0);
    if (lost > 0) {
      return Fit.MAY_LOSE;
    }
    int digitsBefore = first(from) - scale(from).orElse(0);
    int digitsAfter = first(to) - scale(to).orElse(0);
    return digitsBefore <= digitsAfter ? Fit.ALL : Fit.MAY_FAIL;
  }

  /// A system type, or `citext`, whose casts are known here.
  private boolean isKnown(TypeName type) {
    if (name(type).equals("citext")) {
      return true;
    }
    return schema.type(type.name()).isEmpty()
        && type.name().schema().map("pg_catalog"::equals).orElse(!type.ofColumn())
        && SYSTEM.contains(name(type));
  }

  private boolean isEnum(TypeName type) {
    return type.arrayDimensions() == 0
        && schema.type(type.name()).orElse(null) instanceof KnownType.EnumType;
  }

  private static String name(TypeName type) {
    return type.name().name();
  }

  private Optional<KnownType.DomainType> domain(TypeName type) {
    return type.arrayDimensions() == 0
            && schema.type(type.name()).orElse(null) instanceof KnownType.DomainType domain
        ? Optional.of(domain)
        : Optional.empty();
  }

  private TypeName base(TypeName type) {
    TypeName base = type;
    for (int i = 0; i < DOMAINS_DEEP; i++) {
      Optional<KnownType.DomainType> domain = domain(base);
      if (domain.isEmpty()) {
        break;
      }
      base = domain.get().base();
    }
    return base;
  }
}
