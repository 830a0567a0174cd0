package dev.ballast.server.api;

import dev.ballast.store.access.AuditTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Entries of the audit trail, the newest first.
public record AuditView(List<Entry> entries) {
  /// One entry.
  ///
  /// @param number names it; `before` takes one
  /// @param action the same for the entry before an action and the one after it
  /// @param vault the vault whose evidence log holds it too; empty where none does
  public record Entry(
      long number,
      Instant at,
      String action,
      String who,
      String address,
      String what,
      String about,
      String result,
      Optional<String> reason,
      Optional<String> vault,
      Optional<Long> vaultEntry) {}

  public static AuditView of(List<AuditTable.Line> lines) {
    return new AuditView(lines.stream().map(AuditView::entry).toList());
  }

  private static Entry entry(AuditTable.Line line) {
    return new Entry(
        line.number(),
        line.entry().at(),
        line.entry().actionId(),
        line.entry().who(),
        line.entry().address(),
        line.entry().action(),
        line.entry().subject(),
        line.entry().result().text(),
        line.entry().reason(),
        line.evidence().map(AuditTable.InVault::vault),
        line.evidence().map(AuditTable.InVault::entry));
  }
}
