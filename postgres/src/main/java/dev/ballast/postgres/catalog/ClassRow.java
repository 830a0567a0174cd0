package dev.ballast.postgres.catalog;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A row of `pg_class`, as far as its columns are of fixed length (catalog/pg_class.h).
///
/// @param file name of the file, 0 for a relation without one and for a mapped catalog
/// @param size as ANALYZE and VACUUM last counted it
/// @param persistence `p`ermanent, `u`nlogged or `t`emporary
/// @param kind `r` table, `p` partitioned table, `m` materialized view, `t` TOAST table, `i` index
public record ClassRow(
    long oid, String name, long namespace, long file, Size size, char persistence, char kind) {
  /// OID of `pg_class` itself.
  public static final long CATALOG = 1259;

  private static final int OID = 0;
  private static final int NAME = 4;
  private static final int NAMESPACE = 68;
  private static final int FILE = 88;
  private static final int PAGES = 96;
  private static final int ROWS = 100;
  private static final int PERSISTENCE = 114;
  private static final int KIND = 115;

  /// 18 put `relallfrozen` before what follows.
  private static final int SHIFT_18 = 4;

  private static final int SMALLEST = KIND + SHIFT_18 + 1;

  public ClassRow {
    requireNonNull(name, "name is null");
    requireNonNull(size, "size is null");
  }

  /// What was last counted of a relation.
  ///
  /// @param rows -1 where nobody counted
  public record Size(int pages, double rows) {}

  /// The row of a version; empty where it is too short for one.
  public static Optional<ClassRow> of(HeapTuple tuple, int major) {
    if (tuple.size() < SMALLEST) {
      return Optional.empty();
    }
    ByteBuffer in = tuple.columns();
    int shift = major >= 18 ? SHIFT_18 : 0;
    return Optional.of(
        new ClassRow(
            tuple.oid(OID),
            tuple.name(NAME),
            tuple.oid(NAMESPACE),
            tuple.oid(FILE),
            new Size(in.getInt(PAGES), in.getFloat(ROWS)),
            (char) in.get(PERSISTENCE + shift),
            (char) in.get(KIND + shift)));
  }

  /// Whether the relation has rows of its own or of its partitions, and no index.
  public boolean isTable() {
    return kind == 'r' || kind == 'p' || kind == 'm';
  }

  public boolean isTemporary() {
    return persistence == 't';
  }
}
