package dev.ballast.vault;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.Codecs;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.ObjectKind;
import dev.ballast.vault.format.ObjectName;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.FolderStore;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A vault in a folder. Safe for any number of threads, and several processes may have the same
/// folder open.
///
/// What is put in can be read by whoever has the master key, is never changed, and is checked
/// against its tags and hashes on every reading. Opening tells a wrong key at once.
public final class Vault implements AutoCloseable {
  /// Bytes of plaintext in a chunk unless chosen otherwise.
  public static final int DEFAULT_CHUNK_SIZE = 2 << 20;

  /// The smallest chunk size: 64 KiB.
  public static final int MIN_CHUNK_SIZE = 64 << 10;

  /// The largest chunk size: 16 MiB.
  public static final int MAX_CHUNK_SIZE = 16 << 20;

  private static final List<String> SUBFOLDERS =
      List.of("keys", "packs", "indexes", "backups", "evidence", "locks");

  private final VaultSettings settings;
  private final VaultParts parts;
  private final Catalog catalog;
  private final PackFile packs;
  private final EvidenceLog evidence;

  private Vault(VaultSettings settings, ObjectStore store, Keyring keyring) {
    this.settings = settings;
    this.parts =
        new VaultParts(
            store,
            new FolderLocks(settings.folder(), settings.clock()),
            new Sealer(keyring),
            new Codecs(keyring),
            settings.clock());
    this.catalog = new Catalog(parts);
    this.packs = new PackFile(parts);
    this.evidence =
        new EvidenceLog(
            store, parts.locks(), parts.sealer(), settings.clock(), settings.stateDirectory());
  }

  /// Makes a vault in a new or empty folder and opens it.
  ///
  /// @param chunkSize bytes of plaintext in a chunk, [#MIN_CHUNK_SIZE] to [#MAX_CHUNK_SIZE];
  /// smaller ones find more repeats, larger ones compress better
  public static Vault init(VaultSettings settings, MasterKey key, int chunkSize) {
    if (chunkSize < MIN_CHUNK_SIZE || chunkSize > MAX_CHUNK_SIZE) {
      throw Fault.of(VaultError.CHUNK_SIZE_INVALID, "the chunk size " + chunkSize + " is not valid")
          .hint("Choose 65536 (64 KiB) to 16777216 (16 MiB) bytes.");
    }
    FolderStore store = FolderStore.create(settings.folder(), SUBFOLDERS);
    VaultId id = VaultId.random();
    Keyring keyring = Keyring.generate(id, chunkSize);
    boolean made = false;
    try {
      // vault.json last: without it the folder is no vault
      store.put(ObjectName.keyring(keyring.generation()), keyring.wrap(key));
      store.put(ObjectName.VAULT, VaultFile.of(id, chunkSize).encode());
      made = true;
    } finally {
      if (!made) {
        FolderStore.uncreate(settings.folder(), SUBFOLDERS);
      }
    }
    return new Vault(settings, store, keyring);
  }

  /// Opens the vault in a folder. Fails with [VaultError#NOT_A_VAULT], [VaultError#WRONG_KEY],
  /// [VaultError#VAULT_VERSION_UNSUPPORTED], or an `OBJECT_` error where `vault.json` or the
  /// keyring is damaged.
  public static Vault open(VaultSettings settings, MasterKey key) {
    return open(settings, key, new FolderStore(settings.folder()));
  }

  static Vault open(VaultSettings settings, MasterKey key, ObjectStore store) {
    if (store.length(ObjectName.VAULT).isEmpty()) {
      throw store.list(ObjectName.KEYS).isEmpty()
          ? Fault.of(VaultError.NOT_A_VAULT, "there is no vault at " + settings.folder())
              .hint("Make one with `ballast vault init`, or correct the path.")
          : Damage.missing(ObjectName.VAULT);
    }
    VaultFile file = VaultFile.decode(store.get(ObjectName.VAULT));
    int generation = newestGeneration(store);
    byte[] wrapped = store.get(ObjectName.keyring(generation));
    Keyring keyring = Keyring.unwrap(generation, file.id(), key, wrapped);
    if (keyring.chunkSize() != file.chunkSize()) {
      throw Damage.damaged(ObjectName.VAULT, "its chunk size is not that of the keyring");
    }
    return new Vault(settings, store, keyring);
  }

  private static int newestGeneration(ObjectStore store) {
    return store.list(ObjectName.KEYS).stream()
        .flatMap(object -> ObjectName.number(ObjectName.KEYS, object.name()).stream())
        .mapToInt(Long::intValue)
        .max()
        .orElseThrow(() -> Damage.missing(ObjectName.keyring(1)));
  }

  public VaultId id() {
    return parts.sealer().keyring().vault();
  }

  public int chunkSize() {
    return parts.sealer().keyring().chunkSize();
  }

  public Path folder() {
    return settings.folder();
  }

  /// Begins a deposit. It holds a lock of its own until it is closed; any number may be under
  /// way.
  public Deposit beginDeposit(DepositOptions options) {
    DepositId deposit = DepositId.next(parts.clock().now());
    FolderLocks.Hold hold;
    try (FolderLocks.Hold _ = parts.gate()) {
      hold = parts.locks().create(deposit.text());
    }
    boolean begun = false;
    try {
      Deposit begin = new Deposit(parts, catalog, deposit, hold, options);
      begun = true;
      return begin;
    } finally {
      if (!begun) {
        hold.remove();
      }
    }
  }

  /// The committed deposits, oldest first.
  public List<DepositId> deposits() {
    return catalog.committed();
  }

  /// The record that was committed with a deposit; [VaultError#DEPOSIT_UNKNOWN] where there is no
  /// such deposit.
  public byte[] record(DepositId deposit) {
    String name = ObjectName.record(deposit);
    if (parts.store().length(name).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + deposit)
          .hint("`ballast backup list` shows those it has.");
    }
    return parts.sealer().unseal(ObjectKind.RECORD, name, parts.store().get(name));
  }

  /// The plaintext of a chunk, checked.
  public byte[] read(ChunkRef ref) {
    byte[] plain = new byte[ref.length()];
    read(ref, plain, 0);
    return plain;
  }

  /// Reads a chunk, checked, into `into` from `offset` on. When this fails, `into` may hold
  /// anything.
  ///
  /// @return `ref.length()`
  public int read(ChunkRef ref, byte[] into, int offset) {
    checkFromIndexSize(offset, ref.length(), into.length);
    Place place = catalog.find(ref.id());
    if (place.entry().plain() != ref.length()) {
      throw new IllegalArgumentException(
          "chunk " + ref.id() + " has " + place.entry().plain() + " bytes, not " + ref.length());
    }
    packs.read(place, into, offset);
    return ref.length();
  }

  /// The bytes of these chunks, one after the other. The stream is for one thread.
  public InputStream open(List<ChunkRef> refs) {
    return new ChunkedInput(this, refs);
  }

  /// Checks the whole vault: all objects, who needs them, the evidence log.
  ///
  /// @param threads how many packs are looked at side by side, at least 1
  public CheckReport check(CheckDepth depth, int threads) {
    return new Check(parts, catalog, evidence, depth).all(threads);
  }

  /// Checks everything that one deposit needs, chunks of older deposits included.
  ///
  /// @param threads how many packs are looked at side by side, at least 1
  public CheckReport check(CheckDepth depth, int threads, DepositId only) {
    return new Check(parts, catalog, evidence, depth).one(threads, only);
  }

  /// Makes the index of a committed deposit anew from the tables in its packs, where it is
  /// missing or damaged. The packs must be sound. What the deposit shares with older ones is then
  /// no longer known, so a check cannot name it among those that suffer from an older pack.
  ///
  /// @return whether there was need; a sound index is left as it is
  public boolean rebuildIndex(DepositId deposit) {
    try (FolderLocks.Hold _ = parts.gate()) {
      return new IndexRebuild(parts, catalog).run(deposit);
    }
  }

  /// Removes what killed deposits and other killed writers left. Never touches a deposit under
  /// way, in whatever process, nor anything a committed deposit needs.
  public SweepReport sweep() {
    return new Sweep(parts, catalog).run();
  }

  /// Wraps the keyring with another master key, which from now on is the only one that opens the
  /// vault, and adds a key for the objects to come. No object is rewritten: whoever had the old
  /// key *and* a copy of the old keyring can still read what was stored before.
  ///
  /// @return the keyring's new generation
  public int rotateMasterKey(MasterKey next) {
    try (FolderLocks.Hold _ = parts.gate()) {
      int newest = newestGeneration(parts.store());
      if (newest != parts.sealer().keyring().generation()) {
        throw Fault.of(
                VaultError.VAULT_BUSY, "the vault's key was rotated since it was opened here")
            .detail("the keyring is at generation " + newest)
            .hint("Open the vault again, with its new key.");
      }
      Keyring keyring = parts.sealer().keyring().next();
      parts.store().put(ObjectName.keyring(keyring.generation()), keyring.wrap(next));
      removeGenerationsBefore(keyring.generation());
      return keyring.generation();
    }
  }

  private void removeGenerationsBefore(int generation) {
    List<String> superseded = new ArrayList<>();
    for (StoredObject object : parts.store().list(ObjectName.KEYS)) {
      Optional<Long> number = ObjectName.number(ObjectName.KEYS, object.name());
      if (number.isPresent() && number.get() < generation) {
        superseded.add(object.name());
      }
    }
    parts.store().remove(superseded);
  }

  /// The evidence log.
  public EvidenceLog evidence() {
    return evidence;
  }

  /// Closes files and frees native memory. Deposits under way must be closed before.
  @Override
  public void close() {
    parts.codecs().close();
    parts.store().close();
  }
}
