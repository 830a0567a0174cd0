package dev.ballast.vault;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.sealed.Generations;
import dev.ballast.vault.store.ObjectPrefix;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The keyring in use and its two copies, two objects of the same bytes: either of them opens the
/// vault. Immutable but for what it writes.
///
/// `vault.json` says which vault this is and the keyring knows it, so a lost `vault.json` is named
/// and keeps nobody out, as long as one stored object shows that the keyring is this vault's.
final class KeyringCopies {
  /// Objects that are tried to see whether a keyring is this vault's: some may be damaged.
  private static final int TRIED = 8;

  private final ObjectStore store;
  private final Keyring keyring;
  private final byte[] wrapped;

  KeyringCopies(ObjectStore store, Keyring keyring, byte[] wrapped) {
    this.store = store;
    this.keyring = keyring;
    this.wrapped = wrapped;
  }

  Keyring keyring() {
    return keyring;
  }

  static List<String> names(int generation) {
    return List.of(VaultObjectName.keyring(generation), VaultObjectName.keyringCopy(generation));
  }

  /// Writes the first copy of a new keyring, and from then on it counts.
  static KeyringCopies write(ObjectStore store, Keyring keyring, MasterKey key) {
    KeyringCopies copies = new KeyringCopies(store, keyring, keyring.wrap(key));
    store.put(VaultObjectName.keyring(keyring.generation()), copies.wrapped);
    return copies;
  }

  /// Opens the newest keyring from the first copy that is sound and of the vault that `vault.json`
  /// names. Where none is, from one that opens an object of the vault.
  ///
  /// @param file what `vault.json` says, or what is wrong with it
  static KeyringCopies open(ObjectStore store, MasterKey key, VaultMarker file) {
    int generation =
        Generations.newest(store).orElseThrow(() -> Damage.missing(VaultObjectName.keyring(1)));
    List<Fault> faults = new ArrayList<>();
    List<KeyringCopies> others = new ArrayList<>();
    for (String name : names(generation)) {
      try {
        byte[] bytes = store.begin(name, Keyring.MAX_OBJECT_BYTES).bytes();
        VaultId named = Keyring.vaultOf(generation, bytes);
        Keyring keyring = Keyring.unwrap(generation, named, key, bytes);
        KeyringCopies copies = new KeyringCopies(store, keyring, bytes);
        if (file.confirms(keyring)) {
          return copies;
        }
        others.add(copies);
        faults.add(file.fault(generation));
      } catch (Fault fault) {
        if (fault.code() != VaultError.WRONG_KEY) {
          Catalog.requireDamage(fault);
        }
        faults.add(fault);
      }
    }
    return others.stream()
        .filter(KeyringCopies::opensAnObject)
        .findFirst()
        .orElseThrow(() -> worst(faults));
  }

  /// The fault that says most: a wrong key, then damage, then a copy that is missing.
  private static Fault worst(List<Fault> faults) {
    for (VaultError code : List.of(VaultError.WRONG_KEY, VaultError.OBJECT_MISSING)) {
      Optional<Fault> fitting =
          faults.stream()
              .filter(f -> (f.code() == code) == (code == VaultError.WRONG_KEY))
              .findFirst();
      if (fitting.isPresent()) {
        return fitting.get();
      }
    }
    return faults.getFirst();
  }

  private boolean opensAnObject() {
    Sealer sealer = new Sealer(keyring);
    int tried = 0;
    for (SealedObjectKind kind : List.of(SealedObjectKind.EVIDENCE, SealedObjectKind.RECORD)) {
      String folder =
          kind == SealedObjectKind.EVIDENCE ? VaultObjectName.EVIDENCE : VaultObjectName.RECORDS;
      for (StoredObject object : store.list(folder)) {
        if (tried++ < TRIED && opens(sealer, kind, object.name())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean opens(Sealer sealer, SealedObjectKind kind, String name) {
    try {
      ObjectPrefix prefix = store.begin(name, Sealer.HEADER_BYTES);
      sealer.open(kind, name, prefix.bytes(), prefix.length());
      return true;
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
      return false;
    }
  }

  /// What is wrong with a copy of this generation. A second one that was never written, as in
  /// vaults of before there were two, is a warning.
  List<ObjectFinding> findings() {
    List<ObjectFinding> findings = new ArrayList<>();
    for (String name : names(keyring.generation())) {
      problem(name).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<ObjectFinding> problem(String name) {
    try {
      byte[] found = store.begin(name, Keyring.MAX_OBJECT_BYTES).bytes();
      if (Arrays.equals(found, wrapped)) {
        return Optional.empty();
      }
      Keyring.requireSound(keyring.generation(), keyring.vault(), found);
      return Optional.of(
          new ObjectFinding(
              name,
              Severity.ERROR,
              VaultError.OBJECT_DAMAGED,
              "it is sound by itself, and not the keyring that the vault was opened with",
              List.of()));
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED
          && fault.code() != VaultError.VAULT_VERSION_UNSUPPORTED) {
        throw fault;
      }
      boolean second = name.equals(VaultObjectName.keyringCopy(keyring.generation()));
      boolean missing = fault.code() == VaultError.OBJECT_MISSING;
      if (!missing) {
        return Optional.of(ObjectFinding.of(name, fault, List.of()));
      }
      return Optional.of(
          new ObjectFinding(
              name,
              second ? Severity.WARNING : Severity.ERROR,
              VaultError.OBJECT_MISSING,
              "the vault has one copy of its keyring, and without it no key opens the vault; the"
                  + " next backup writes the other",
              List.of()));
    }
  }

  /// Writes the copies that are missing. Only under the vault's gate, and by the generation in use.
  ///
  /// @return their names
  List<String> addMissing() {
    List<String> added = new ArrayList<>();
    for (String name : names(keyring.generation())) {
      if (store.length(name).isEmpty()) {
        store.put(name, wrapped);
        added.add(name);
      }
    }
    return added;
  }

  /// Writes what is missing, then replaces a copy that is damaged. A sound one is there throughout.
  ///
  /// @return the names of what was written
  List<String> repair() {
    List<String> written = new ArrayList<>(addMissing());
    for (ObjectFinding finding : findings()) {
      boolean otherIsSound =
          names(keyring.generation()).stream()
              .filter(name -> !name.equals(finding.object()))
              .allMatch(name -> problem(name).isEmpty());
      if (otherIsSound) {
        store.remove(List.of(finding.object()));
        store.put(finding.object(), wrapped);
        written.add(finding.object());
      }
    }
    return written;
  }
}
