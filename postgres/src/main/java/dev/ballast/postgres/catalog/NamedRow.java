package dev.ballast.postgres.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A row of a catalog that begins with an OID and a name: `pg_namespace`, `pg_database`.
public record NamedRow(long oid, String name) {
  /// OID of `pg_namespace`, and the name of its file until it is rewritten.
  public static final long NAMESPACE_CATALOG = 2615;

  /// OID of `pg_database`.
  public static final long DATABASE_CATALOG = 1262;

  private static final int SMALLEST = 68;

  public NamedRow {
    requireNonNull(name, "name is null");
  }

  /// The row of a version; empty where it is too short for one.
  public static Optional<NamedRow> of(HeapTuple tuple) {
    return tuple.size() < SMALLEST
        ? Optional.empty()
        : Optional.of(new NamedRow(tuple.oid(0), tuple.name(Integer.BYTES)));
  }
}
