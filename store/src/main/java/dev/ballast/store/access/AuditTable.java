package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was asked of the nodes that share this store. Safe for any number of threads and nodes.
public final class AuditTable {
  private final SessionPool pool;

  public AuditTable(SessionPool pool) {
    this.pool = pool;
  }

  /// Where an entry is in an evidence log.
  public record InVault(String vault, long entry) {}

  /// An entry as it is listed.
  ///
  /// @param number grows with every entry
  /// @param evidence where it is in an evidence log; empty where no vault holds it
  public record Line(long number, AuditEntry entry, Optional<InVault> evidence) {}

  /// Keeps an entry; it is durable when this returns.
  public void add(AuditEntry entry, Optional<InVault> evidence) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          INSERT INTO audit_entry (action_id, at, who, address, action, subject, result, reason,
            vault, vault_entry)
          VALUES (?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, 0))
          """,
          entry.actionId(),
          entry.at(),
          entry.who(),
          entry.address(),
          entry.action(),
          entry.subject(),
          entry.result().text(),
          entry.reason().orElse(""),
          evidence.map(InVault::vault).orElse(""),
          evidence.map(InVault::entry).orElse(0L));
    }
  }

  /// The newest entries, the newest first.
  ///
  /// @param before only those with a lower number
  public List<Line> newest(int limit, long before) {
    try (Session session = pool.lend()) {
      return session.query(
          "SELECT * FROM audit_entry WHERE audit_entry_id < ? ORDER BY audit_entry_id DESC LIMIT ?",
          AuditTable::line,
          before,
          limit);
    }
  }

  private static Line line(Row row) {
    Instant at = row.instant("at");
    return new Line(
        row.number("audit_entry_id"),
        new AuditEntry(
            row.text("action_id"),
            at,
            row.text("who"),
            row.text("address"),
            row.text("action"),
            row.text("subject"),
            AuditEntry.Result.parse(row.text("result")),
            row.textOrEmpty("reason")),
        row.textOrEmpty("vault").map(v -> new InVault(v, row.number("vault_entry"))));
  }
}
