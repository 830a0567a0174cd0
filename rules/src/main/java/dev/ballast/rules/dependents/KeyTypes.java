package dev.ballast.rules.dependents;

import dev.ballast.sql.tree.TypeName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which types of the system a foreign key may have for which type that it points at: there is an
/// equality operator for both, or an implicit cast (`ATAddForeignKeyConstraint` in
/// `src/backend/commands/tablecmds.c`).
public final class KeyTypes {
  /// What each type may point at beside itself.
  private static final Map<String, Set<String>> POINTS_AT =
      Map.ofEntries(
          Map.entry("int2", Set.of("int4", "int8", "numeric", "float4", "float8", "oid")),
          Map.entry("int4", Set.of("int2", "int8", "numeric", "float4", "float8", "oid")),
          Map.entry("int8", Set.of("int2", "int4", "numeric", "float4", "float8", "oid")),
          Map.entry("numeric", Set.of("float4", "float8")),
          Map.entry("float4", Set.of("float8")),
          Map.entry("float8", Set.of("float4")),
          Map.entry("text", Set.of("varchar", "bpchar", "name")),
          Map.entry("varchar", Set.of("text", "bpchar", "name")),
          Map.entry("bpchar", Set.of("text", "varchar", "name")),
          Map.entry("date", Set.of("timestamp", "timestamptz")),
          Map.entry("timestamp", Set.of("date", "timestamptz")),
          Map.entry("timestamptz", Set.of("date", "timestamp")),
          Map.entry("bool", Set.of()),
          Map.entry("uuid", Set.of()),
          Map.entry("bytea", Set.of()),
          Map.entry("jsonb", Set.of()));

  private KeyTypes() {}

  /// True where PostgreSQL refuses a key from one type to the other for sure; of types that are not
  /// the system's nothing is said.
  public static boolean areRefused(TypeName from, TypeName to) {
    Optional<String> here = system(from);
    Optional<String> there = system(to);
    return here.isPresent()
        && there.isPresent()
        && !here.equals(there)
        && !POINTS_AT.get(here.get()).contains(there.get());
  }

  private static Optional<String> system(TypeName type) {
    if (type.arrayDimensions() > 0 || type.ofColumn()) {
      return Optional.empty();
    }
    String name =
        switch (type.name().name()) {
          case "smallserial", "serial2" -> "int2";
          case "serial", "serial4" -> "int4";
          case "bigserial", "serial8" -> "int8";
          case String other -> other;
        };
    boolean known = POINTS_AT.containsKey(name) && (type.isSerial() || type.isSystem(name));
    return known ? Optional.of(name) : Optional.empty();
  }
}
