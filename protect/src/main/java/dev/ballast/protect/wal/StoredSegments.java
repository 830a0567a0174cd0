package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;

/// Looks up log of a cluster around single segments, without reading all that the vault has of it.
/// For one thread.
final class StoredSegments {
  private final Vault vault;
  private LogCatalogue catalogue;

  StoredSegments(Vault vault) {
    this.vault = vault;
    this.catalogue = LogCatalogue.of(vault);
  }

  /// The deposits of log there were when somebody last looked.
  LogCatalogue known() {
    return catalogue;
  }

  /// The deposits of log there are now.
  LogCatalogue catalogue() {
    catalogue = catalogue.refreshed();
    return catalogue;
  }

  /// What is stored of a cluster from `from` to `to`.
  WalArchive archive(SystemIdentifier system, Lsn from, Lsn to, int segmentSize) {
    return WalArchive.within(
        vault, this::catalogue, system, new WalArchive.Range(from, to, segmentSize));
  }

  /// How far log of a timeline is stored from `from` on without a gap, as a chain. Throws where log
  /// in between cannot be read.
  LogChain chain(SystemIdentifier system, TimelineId timeline, Lsn from, Lsn to, int segmentSize) {
    LogChain.Path path = new LogChain.Path(from, List.of(), timeline);
    WalArchive archive = archive(system, from, to, segmentSize);
    LogChain chain = LogChain.along(path, archive.stretches(), segmentSize, vault);
    requireNone(archive.tailDamage());
    requireNone(chain.damage());
    return chain;
  }

  /// What the file of a segment is made of, and what follows it up to `to`: it may begin with log
  /// of the timelines before.
  ///
  /// Throws where nothing of it is stored that can be read, and something cannot be read.
  LogChain file(SystemIdentifier system, WalSegment first, Lsn to) {
    WalArchive archive = archive(system, first.start(), to, first.size());
    List<TimelineHistory.Entry> ancestors =
        archive.requiredHistory(first.timeline()).stream()
            .flatMap(history -> history.entries().stream())
            .filter(entry -> first.start().isBefore(entry.switchPoint()))
            .toList();
    LogChain chain =
        LogChain.along(
            new LogChain.Path(first.start(), ancestors, first.timeline()),
            archive.stretches(),
            first.size(),
            vault);
    if (!first.start().isBefore(chain.end())) {
      requireNone(chain.damage());
      requireNone(archive.damage());
    }
    return chain;
  }

  private static void requireNone(List<Fault> damage) {
    if (!damage.isEmpty()) {
      throw damage.getFirst();
    }
  }

  /// The history of a timeline; empty where none is stored.
  Optional<TimelineHistory> history(SystemIdentifier system, TimelineId timeline) {
    return WalArchive.deposited(vault, catalogue(), system).requiredHistory(timeline);
  }
}
