package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import java.util.Optional;
import java.util.Set;

/// A key or an exclusion constraint decided as the server decides it: its keys are copied to a
/// temporary table, and its index is rebuilt there. Nothing is read from the index that the table
/// has. For what no query of reasonable length decides: an equality of its own, or more pairs of
/// rows than can be compared.
///
/// @param rows the query of the keys, as columns `k1`, `k2`
/// @param making the statement that makes the index, or fails on the first breach
record FreshKey(String rows, String making) {
  static final String TABLE = "pg_temp.ballast_keys";

  /// `unique_violation` and `exclusion_violation`; see "PostgreSQL Error Codes" in the manual.
  private static final Set<String> VIOLATIONS = Set.of("23505", "23P01");

  /// What breaks the key, as the server reports it. In a transaction that is then rolled back.
  Optional<String> breach(Session owner) {
    owner.execute("CREATE TEMPORARY TABLE %s ON COMMIT DROP AS %s".formatted(TABLE, rows));
    try {
      owner.execute(making);
      return Optional.empty();
    } catch (Fault fault) {
      SqlError error = SqlError.of(fault).orElseThrow(() -> fault);
      if (!VIOLATIONS.contains(error.sqlState())) {
        throw fault;
      }
      return Optional.of(error.detail().orElse(error.message()));
    }
  }
}
