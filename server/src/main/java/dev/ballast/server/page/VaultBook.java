package dev.ballast.server.page;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Proof;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.restore.StoredSpan;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a vault holds, as it was read last.
///
/// @param targets that are backed up into it
/// @param readAt when that was; empty where it never was
/// @param unreadable why it cannot be read at present
/// @param proofs those of the entries that are proofs, in the order of the entries
/// @param spans how far the newest backups can be recovered along the stored log
public record VaultBook(
    String vault,
    List<String> targets,
    Optional<Instant> readAt,
    Optional<String> unreadable,
    List<EvidenceEntry> entries,
    List<Backup> backups,
    List<Run> proofs,
    List<StoredSpan> spans) {
  public VaultBook {
    requireNonNull(vault, "vault is null");
    targets = List.copyOf(targets);
    requireNonNull(readAt, "readAt is null");
    requireNonNull(unreadable, "unreadable is null");
    entries = List.copyOf(entries);
    backups = List.copyOf(backups);
    proofs = List.copyOf(proofs);
    spans = List.copyOf(spans);
  }

  /// A proof with its place in the log of evidence.
  public record Run(String vault, EvidenceEntry entry, Proof proof) {
    String path() {
      return "/proofs/" + vault + "/" + entry.seq();
    }
  }

  /// As it is read now.
  public static VaultBook read(
      String vault,
      List<String> targets,
      Instant at,
      List<EvidenceEntry> entries,
      List<Backup> backups,
      List<StoredSpan> spans) {
    return new VaultBook(
        vault,
        targets,
        Optional.of(at),
        Optional.empty(),
        entries,
        backups,
        entries.stream()
            .filter(EvidenceEntry::isProof)
            .map(entry -> new Run(vault, entry, entry.as(Proof.class)))
            .toList(),
        spans);
  }

  /// What it held when it was read last, which it cannot be now.
  public VaultBook unreadable(String why) {
    return new VaultBook(vault, targets, readAt, Optional.of(why), entries, backups, proofs, spans);
  }

  /// One that was not read yet.
  public static VaultBook unread(String vault, List<String> targets) {
    return new VaultBook(
        vault,
        targets,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// By target, each in the order of the log.
  Map<String, List<Run>> runs() {
    return proofs.stream().collect(Collectors.groupingBy(run -> target(run.proof().subject())));
  }

  /// A subject begins with the name of its target.
  private static String target(String subject) {
    int space = subject.indexOf(' ');
    return space < 0 ? subject : subject.substring(0, space);
  }
}
