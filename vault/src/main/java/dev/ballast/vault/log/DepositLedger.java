package dev.ballast.vault.log;

import dev.ballast.vault.format.DepositId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which deposits a log says there are. Immutable.
public final class DepositLedger {
  private final Map<DepositId, Line> lines = new TreeMap<>();
  private final Map<DepositId, Long> removed = new TreeMap<>();
  private final List<Keeping> kept = new ArrayList<>();
  private final Set<DepositId> rewrites = new HashSet<>();
  private final Map<String, DepositId> rewriteOf = new HashMap<>();

  /// A deposit that was committed and not removed.
  ///
  /// @param entry the number of the entry that committed it
  /// @param record SHA-256 of its stored record
  /// @param index SHA-256 of its stored index, the newest one where it was recreated
  public record Line(DepositId deposit, long entry, String record, String index) {}

  /// A head of another vault's log, as an entry of this one keeps it.
  public record Keeping(long entry, VaultEvent.HeadKept head) {}

  private DepositLedger() {}

  /// The deposits that these entries leave.
  ///
  /// @param entries authentic ones, ascending
  public static DepositLedger of(Collection<EvidenceEntry> entries) {
    DepositLedger ledger = new DepositLedger();
    for (EvidenceEntry entry : entries) {
      VaultEvent.of(entry).ifPresent(event -> ledger.take(entry.seq(), event));
    }
    return ledger;
  }

  private void take(long seq, VaultEvent event) {
    switch (event) {
      case VaultEvent.Committed e ->
          lines.putIfAbsent(e.deposit(), new Line(e.deposit(), seq, e.record(), e.index()));
      case VaultEvent.IndexRebuilt e ->
          lines.computeIfPresent(
              e.deposit(), (id, line) -> new Line(id, line.entry(), line.record(), e.index()));
      case VaultEvent.Removed e -> {
        lines.remove(e.deposit());
        removed.put(e.deposit(), seq);
      }
      case VaultEvent.PacksRewritten e -> {
        rewrites.add(e.deposit());
        e.from().forEach(pack -> rewriteOf.put(pack, e.deposit()));
      }
      case VaultEvent.PacksRemoved _ -> {
        // nothing follows from it: a pack that is there again counts as it did before
      }
      case VaultEvent.HeadKept e -> kept.add(new Keeping(seq, e));
      case VaultEvent.KeyRotated e ->
          e.deposits().forEach(line -> lines.putIfAbsent(line.deposit(), line));
    }
  }

  public Optional<Line> find(DepositId deposit) {
    return Optional.ofNullable(lines.get(deposit));
  }

  /// The entry that removed a deposit; empty where none did.
  public Optional<Long> removal(DepositId deposit) {
    return Optional.ofNullable(removed.get(deposit));
  }

  /// Whether packs are named like this because they were written in place of others.
  public boolean isRewrite(DepositId deposit) {
    return rewrites.contains(deposit);
  }

  /// Under which name the needed chunks of a pack were written again; empty where they were not.
  public Optional<DepositId> rewriteOf(String pack) {
    return Optional.ofNullable(rewriteOf.get(pack));
  }

  /// The deposits there are, oldest first.
  public List<Line> lines() {
    return List.copyOf(lines.values());
  }

  /// The heads of other vaults' logs, in the order they were kept.
  public List<Keeping> kept() {
    return List.copyOf(kept);
  }
}
