package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/// What `vault.json` says, where it can be read. Everything in it is in the keyring, too, so it can
/// be made again.
///
/// @param file its content; empty where it is damaged or gone
/// @param fault what is wrong with it, where something is
record VaultMarker(Optional<VaultFile> file, Optional<Fault> fault) {

  /// A form that this Ballast does not read is refused; damage is kept for the keyring to settle.
  static VaultMarker read(ObjectStore store) {
    try {
      byte[] bytes = store.begin(VaultObjectName.VAULT, Keyring.MAX_OBJECT_BYTES).bytes();
      return new VaultMarker(Optional.of(VaultFile.decode(bytes)), Optional.empty());
    } catch (Fault fault) {
      if (fault.code() == VaultError.OBJECT_MISSING) {
        return new VaultMarker(Optional.empty(), Optional.of(missing(fault)));
      }
      return new VaultMarker(Optional.empty(), Optional.of(Catalog.requireDamage(fault)));
    }
  }

  private static Fault missing(Fault fault) {
    return fault
        .detail("there are keys of a vault, and no vault.json")
        .hint(
            "Correct --vault if it names the wrong folder; else fetch vault.json from another copy"
                + " of the vault. `ballast vault init` makes a new vault, in an empty folder.");
  }

  boolean confirms(Keyring keyring) {
    return file.equals(Optional.of(VaultFile.of(keyring.vault(), keyring.chunkSize())));
  }

  /// The fault where it does not confirm a keyring that opens.
  Fault fault(int generation) {
    return fault.orElseGet(
        () ->
            Damage.damaged(
                VaultObjectName.keyring(generation),
                "it names another vault, or another chunk size, than vault.json does"));
  }

  /// The bytes of `vault.json` as they must be.
  static byte[] encode(Keyring keyring) {
    return VaultFile.of(keyring.vault(), keyring.chunkSize()).encode();
  }

  /// What is wrong with the stored `vault.json` of this vault, by its keyring.
  static Optional<ObjectFinding> finding(ObjectStore store, Keyring keyring) {
    VaultMarker marker = read(store);
    if (marker.confirms(keyring)) {
      return Optional.empty();
    }
    return Optional.of(
        marker
            .fault()
            .map(fault -> ObjectFinding.of(VaultObjectName.VAULT, fault, List.of()))
            .orElseGet(
                () ->
                    new ObjectFinding(
                        VaultObjectName.VAULT,
                        Severity.ERROR,
                        VaultError.OBJECT_DAMAGED,
                        "it is not that of this vault's keyring",
                        List.of())));
  }
}
