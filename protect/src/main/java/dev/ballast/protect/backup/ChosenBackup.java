package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.util.List;
import java.util.Optional;

/// A stored backup that was named, found in its vault.
///
/// @param notes what the operator should read about the choice: which backups were passed over, and
///     what the evidence log says of this one
public record ChosenBackup(Backup backup, List<String> notes) {
  /// The name by which the latest backup of a target is meant.
  public static final String LATEST = "latest";

  public ChosenBackup {
    requireNonNull(backup, "backup is null");
    notes = List.copyOf(notes);
  }

  /// As `latest` of [#find], among those whose newest proof holds or leaves nothing undecided but
  /// what is accepted.
  public static ChosenBackup latestProved(
      Vault vault, Optional<String> target, Acceptance accepted) {
    return LatestBackup.findProved(vault, target, accepted);
  }

  /// The backup of this id, or of the only id that begins so, or the [LatestBackup] of a target.
  /// Refuses a backup of another target than the one that is named, and `latest` where it could
  /// mean several.
  ///
  /// @param name an id, its beginning, or `latest`
  /// @param target whose backup it must be; empty where the vault holds those of one target only
  public static ChosenBackup find(Vault vault, String name, Optional<String> target) {
    if (name.equals(LATEST)) {
      return LatestBackup.find(vault, target);
    }
    List<DepositId> fitting =
        vault.deposits().stream().filter(id -> id.text().startsWith(name)).toList();
    if (fitting.size() != 1) {
      throw Fault.of(
              ProtectError.BACKUP_UNKNOWN,
              (fitting.isEmpty() ? "no backup " + name : "more than one backup " + name)
                  + " is in the vault")
          .hint("See: ballast backup list");
    }
    Backup found = Backup.load(vault, fitting.getFirst());
    String owner = found.record().target();
    if (target.isPresent() && !target.get().equals(owner)) {
      throw Fault.of(
              ProtectError.BACKUP_OF_OTHER_TARGET,
              "backup %s is not one of target %s".formatted(found.id(), target.get()))
          .detail("it was taken of target " + owner)
          .hint("Name that target, or see: ballast backup list --of " + target.get());
    }
    return new ChosenBackup(found, List.of());
  }
}
