package dev.ballast.vault.sealed;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.store.ObjectStore;
import java.util.OptionalInt;

/// Which keyring of a vault counts: the one with the highest number.
public final class Generations {
  private Generations() {}

  /// The number of the newest keyring; empty where there is none.
  public static OptionalInt newest(ObjectStore store) {
    return store.list(VaultObjectName.KEYS).stream()
        .flatMap(object -> VaultObjectName.generation(object.name()).stream())
        .mapToInt(Long::intValue)
        .max();
  }

  /// Refuses to write with keys that were retired since: nobody would believe the object.
  public static void requireInUse(ObjectStore store, Keyring keyring) {
    int newest = newest(store).orElse(keyring.generation());
    if (newest > keyring.generation()) {
      throw Fault.of(
              VaultError.VAULT_KEY_RETIRED, "the vault's key was rotated since it was opened here")
          .detail("the keyring is at generation " + newest)
          .hint("Run the command again with the vault's new key.");
    }
  }
}
