package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

/// What one record does to the catalogs of a cluster.
sealed interface CatalogChange {
  /// A row of `pg_class` was changed, by the record's transaction.
  record Relation(ClassChange change) implements CatalogChange {
    public Relation {
      requireNonNull(change, "change is null");
    }
  }

  /// A database was marked as one that is being dropped, whatever becomes of the transaction.
  record Invalidated(long database) implements CatalogChange {}

  /// A database's folder was removed, likewise.
  record Removed(long database) implements CatalogChange {}
}
