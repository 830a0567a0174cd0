package dev.ballast.server.page;

import static java.util.Objects.requireNonNull;

import dev.ballast.protect.backup.Backup;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a vault holds, as it was read last.
///
/// @param targets that are backed up into it
/// @param readAt when that was; empty where it never was
/// @param unreadable why it cannot be read at present
public record VaultBook(
    String vault,
    List<String> targets,
    Optional<Instant> readAt,
    Optional<String> unreadable,
    List<EvidenceEntry> entries,
    List<Backup> backups) {
  public VaultBook {
    requireNonNull(vault, "vault is null");
    targets = List.copyOf(targets);
    requireNonNull(readAt, "readAt is null");
    requireNonNull(unreadable, "unreadable is null");
    entries = List.copyOf(entries);
    backups = List.copyOf(backups);
  }
}
