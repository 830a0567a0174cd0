package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;

/// What a table held: how many rows, and two 64-bit hashes of every row's text, summed.
///
/// Sums do not depend on the order of rows. They are no proof against someone who forges rows to
/// match, only against damage and loss, which do not know the hash's seeds.
///
/// @param rows the rows covered
/// @param digest both sums, in decimal
public record TableDigest(
    String schema, String table, long rows, String digest, Coverage coverage) {
  public TableDigest {
    requireNonNull(schema, "schema is null");
    requireNonNull(table, "table is null");
    requireNonNull(digest, "digest is null");
    requireNonNull(coverage, "coverage is null");
  }

  public QualifiedIdentifier name() {
    return QualifiedIdentifier.of(schema, table);
  }
}
