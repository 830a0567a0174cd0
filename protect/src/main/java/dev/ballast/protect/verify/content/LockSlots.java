package dev.ballast.protect.verify.content;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlState;

/// How many of a server's lock slots a reading may take (decision 0017). All sessions of a server
/// share them, its applications' too, and one that gets none fails: see `max_locks_per_transaction`
/// in the manual.
///
/// @param total what the server has at least
public record LockSlots(long total) {
  /// A reading takes at most the fourth part.
  private static final int PART = 4;

  /// A table takes its own, and those of its TOAST table and that one's index.
  private static final int OF_ONE_TABLE = 3;

  private static final int LARGEST_BATCH = 200;

  /// `out_of_memory`, which is what the lock table says when it is full.
  private static final String OUT_OF_MEMORY = "53200";

  /// As the server is configured.
  public static LockSlots of(Session session) {
    return new LockSlots(
        session.number(
            """
            SELECT pg_catalog.current_setting('max_locks_per_transaction')::pg_catalog.int8
                   * (pg_catalog.current_setting('max_connections')::pg_catalog.int8
                      + pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int8)
            """));
  }

  /// Up to how many relations of a database are held from the snapshot to the last digest.
  ///
  /// @param databases how many are read under snapshots of the same time
  public long held(int databases) {
    return total / PART / Math.max(1, databases);
  }

  /// How many relations one session locks at a time.
  ///
  /// @param sessions how many do so side by side
  public int batch(int sessions) {
    return Math.clamp(total / PART / OF_ONE_TABLE / Math.max(1, sessions), 1, LARGEST_BATCH);
  }

  /// Whether the server had no slot left.
  public static boolean ranOut(Fault fault) {
    return SqlState.of(fault).filter(OUT_OF_MEMORY::equals).isPresent();
  }
}
