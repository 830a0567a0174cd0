package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.format.DepositId;
import java.time.Instant;
import java.util.Optional;

/// What a new backup can build on, as decided before it begins.
///
/// @param method how pages that did not change are found
/// @param parent empty where the method is to read all and compare with nothing
/// @param because why less is relied on than was wanted
/// @param sums of pages, that this backup keeps for the next one
/// @param pages how the source's files are divided
record Basis(
    Lineage.Method method,
    Optional<Parent> parent,
    Optional<String> because,
    PageSums sums,
    SourcePages pages) {
  Basis {
    requireNonNull(method, "method is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(because, "because is null");
    requireNonNull(sums, "sums is null");
    requireNonNull(pages, "pages is null");
  }

  /// A backup and its files.
  record Parent(Backup backup, ParentFiles files) {
    Optional<Instant> wholeReadAt() {
      return backup.record().copy().lineage().flatMap(Lineage::wholeReadAt);
    }
  }

  ParentFiles files() {
    return parent.orElseThrow(() -> new IllegalStateException("nothing is built on")).files();
  }

  Optional<DepositId> parentId() {
    return parent.map(p -> p.backup().id());
  }

  boolean pagesFit() {
    return pages.fit();
  }

  /// @param began when the backup did
  Lineage lineage(long receivedBytes, Instant began) {
    return new Lineage(
        method,
        parentId(),
        because,
        receivedBytes,
        sums,
        method == Lineage.Method.SERVER ? parent.flatMap(Parent::wholeReadAt) : Optional.of(began));
  }
}
