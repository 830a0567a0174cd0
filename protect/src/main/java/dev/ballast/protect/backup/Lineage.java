package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.format.DepositId;
import java.time.Instant;
import java.util.Optional;

/// What a backup builds on. Every list of files is whole, so that a restore reads no other
/// backup's; the parent may be removed.
///
/// @param method how the pages that did not change since the parent were found
/// @param parent the backup whose pages it refers to, where it is incremental
/// @param because why less was relied on than was wanted
/// @param receivedBytes what the source sent
/// @param sums of the pages that the next backup is compared with
/// @param wholeReadAt when the backup began that last read every page of the source, this one or
///     one that it builds on; absent in records of before
public record Lineage(
    Method method,
    Optional<DepositId> parent,
    Optional<String> because,
    long receivedBytes,
    PageSums sums,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> wholeReadAt) {
  public Lineage {
    requireNonNull(method, "method is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(because, "because is null");
    requireNonNull(sums, "sums is null");
    // Records of before have no such key.
    wholeReadAt = requireNonNullElse(wholeReadAt, Optional.empty());
  }

  /// As in records of before.
  public Lineage(
      Method method,
      Optional<DepositId> parent,
      Optional<String> because,
      long receivedBytes,
      PageSums sums) {
    this(method, parent, because, receivedBytes, sums, Optional.empty());
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
