package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;

/// A relation of the copy that a check found damaged. A copy keeps the source's object identifiers.
///
/// @param method its access method
record Suspect(long oid, QualifiedIdentifier name, String method) {
  Suspect {
    requireNonNull(name, "name is null");
    requireNonNull(method, "method is null");
  }

  String display() {
    return method + " " + name.display();
  }

  boolean isHeap() {
    return method.equals("heap");
  }

  /// What repairs it on the source. The catalogues cannot be rebuilt concurrently.
  String remedy() {
    boolean concurrently = !name.schema().name().equals("pg_catalog");
    return isHeap()
        ? "repair or restore the rows of %s there; no REINDEX helps".formatted(name.display())
        : "REINDEX INDEX %s%s;".formatted(concurrently ? "CONCURRENTLY " : "", name);
  }
}
