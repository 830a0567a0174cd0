package dev.ballast.vault;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.vault.format.VaultId;
import java.nio.file.Path;
import java.util.Optional;

/// Where a vault is and what it is used with.
///
/// @param folder the vault itself
/// @param stateDirectory where the heads of evidence logs are kept, apart from the vault so that
/// anyone who cuts the log short there cannot cut the memory of it; made when it is first needed
/// @param expected the id that the vault must have, where it is known
public record VaultSettings(
    Path folder, Path stateDirectory, Clock clock, Optional<VaultId> expected) {
  public VaultSettings {
    requireNonNull(folder, "folder is null");
    requireNonNull(stateDirectory, "stateDirectory is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(expected, "expected is null");
  }

  /// Of a vault with any id.
  public VaultSettings(Path folder, Path stateDirectory, Clock clock) {
    this(folder, stateDirectory, clock, Optional.empty());
  }

  /// Of the vault with this id and no other.
  public VaultSettings expecting(VaultId id) {
    return new VaultSettings(folder, stateDirectory, clock, Optional.of(id));
  }
}
