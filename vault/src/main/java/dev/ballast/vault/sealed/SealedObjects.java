package dev.ballast.vault.sealed;

import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.store.ObjectPrefix;
import dev.ballast.vault.store.ObjectStore;

/// Writes and reads whole sealed objects. Safe for any number of threads.
public final class SealedObjects {
  private final ObjectStore store;
  private final Sealer sealer;

  public SealedObjects(ObjectStore store, Sealer sealer) {
    this.store = store;
    this.sealer = sealer;
  }

  /// Seals `plain` with the key in use and stores it.
  public SealedObject put(SealedObjectKind kind, String name, byte[] plain) {
    if (plain.length > kind.maxPlainBytes()) {
      throw new IllegalArgumentException(name + " has " + plain.length + " bytes, too many");
    }
    byte[] bytes = sealer.seal(kind, name, plain);
    store.put(name, bytes);
    return new SealedObject(kind, name, bytes);
  }

  /// Reads an object, its header first: that is authentic and says how long the whole is, so no
  /// more is ever read.
  public SealedObject fetch(SealedObjectKind kind, String name) {
    ObjectPrefix prefix = store.begin(name, Sealer.HEADER_BYTES);
    sealer.open(kind, name, prefix.bytes(), prefix.length());
    if (prefix.length() > Sealer.HEADER_BYTES + 2L * kind.maxPlainBytes()) {
      throw Damage.damaged(name, "it has " + prefix.length() + " bytes, far too many");
    }
    return new SealedObject(kind, name, store.get(name, prefix.length()));
  }

  /// Authenticates and opens it.
  public byte[] open(SealedObject object) {
    return sealer.unseal(object.kind(), object.name(), object.bytes());
  }

  public byte[] read(SealedObjectKind kind, String name) {
    return open(fetch(kind, name));
  }
}
