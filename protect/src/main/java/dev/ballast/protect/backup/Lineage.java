package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.format.DepositId;
import java.util.Optional;

/// What a backup builds on. Every list of files is whole, so that a restore reads no other
/// backup's; the parent may be removed.
///
/// @param method how the pages that did not change since the parent were found
/// @param parent the backup whose pages it refers to, where it is incremental
/// @param because why less was relied on than was wanted
/// @param receivedBytes what the source sent
/// @param sums of the pages that the next backup is compared with
public record Lineage(
    Method method,
    Optional<DepositId> parent,
    Optional<String> because,
    long receivedBytes,
    PageSums sums) {
  public Lineage {
    requireNonNull(method, "method is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(because, "because is null");
    requireNonNull(sums, "sums is null");
  }

  /// How the pages that did not change were found.
  public enum Method {
    /// They were not: the backup stands for itself.
    FULL,
    /// The server sent only pages that the WAL changed since the parent.
    SERVER,
    /// The server sent all, and each page was compared with the parent's.
    PAGES
  }

  @JsonIgnore
  public boolean isIncremental() {
    return method != Method.FULL;
  }
}
