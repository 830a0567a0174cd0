package dev.ballast.vault;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import java.nio.file.Path;

/// Where a vault is and what it is used with.
///
/// @param folder the vault itself
/// @param stateDirectory where the heads of evidence logs are kept, apart from the vault so that
/// whoever cuts the log short there cannot cut the memory of it; made when it is first needed
public record VaultSettings(Path folder, Path stateDirectory, Clock clock) {
  public VaultSettings {
    requireNonNull(folder, "folder is null");
    requireNonNull(stateDirectory, "stateDirectory is null");
    requireNonNull(clock, "clock is null");
  }
}
