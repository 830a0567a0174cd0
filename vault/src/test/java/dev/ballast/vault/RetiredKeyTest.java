package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.FolderStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The holder of a master key that was rotated, who kept a copy of the old keyring and can write to
/// the vault's folder: what was sealed before the rotation stays readable for them, and nothing
/// newer does; nothing they add counts.
class RetiredKeyTest {
  record Note(String text) {}

  private final MasterKey next = MasterKey.generate();

  @TempDir Path directory;
  private Path folder;
  private VaultFixture.Stored before;
  private VaultFixture.Stored after;

  /// What the attacker has: the old keyring, and the files as they were.
  private Sealer retired;

  private byte[] oldKeyring;

  @BeforeEach
  void rotate() throws IOException {
    folder = directory.resolve("vault");
    VaultId id;
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      id = vault.id();
      before = VaultFixture.deposit(vault, noise(1, CHUNK));
      vault.evidence().append("note", new Note("before"));
      oldKeyring = Files.readAllBytes(folder.resolve("keys/00000001"));
      vault.rotateMasterKey(next);
    }
    retired = new Sealer(Keyring.unwrap(1, id, key(), oldKeyring));
    try (Vault vault = Vault.open(settings(directory), next)) {
      after = VaultFixture.deposit(vault, noise(2, CHUNK));
      vault.evidence().append("note", new Note("after"));
    }
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  private void plant(String name, byte[] object) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Files.write(folder.resolve(name), object);
  }

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  private List<String> errors() {
    try (Vault vault = Vault.open(settings(directory), next)) {
      return vault.check(CheckDepth.CONTENT, 1).findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .map(ObjectFinding::object)
          .toList();
    }
  }

  @Test
  void readsWhatWasSealedBefore() throws IOException {
    String record = VaultObjectName.record(before.id());
    assertThat(retired.unseal(SealedObjectKind.RECORD, record, bytes(record)))
        .asString()
        .isEqualTo("record");
  }

  @Test
  void opensNothingNewer() throws IOException {
    int opened = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        for (SealedObjectKind kind : SealedObjectKind.values()) {
          opened += retired.opensAs(kind, name, Files.readAllBytes(file)) ? 1 : 0;
        }
      }
    }
    // record, index, pack and two entries of the time before; of the time after there are as many
    // and the entry of the rotation
    assertThat(opened).isEqualTo(5);
    assertFault(VaultError.WRONG_KEY, () -> Vault.open(settings(directory), key()).close());
  }

  @Test
  void addsNoEntryToTheLog() throws IOException {
    int entries = entries();
    String name = VaultObjectName.evidence(entries + 1);
    byte[] newest = bytes(VaultObjectName.evidence(entries));
    plant(name, retired.seal(SealedObjectKind.EVIDENCE, name, entry(entries + 1)));
    assertThat(errors()).containsExactly(name);
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertFault(VaultError.OBJECT_DAMAGED, () -> vault.evidence().read(entries + 1));
      assertThatThrownBy(() -> vault.evidence().append("note", new Note("next")))
          .isInstanceOf(Fault.class);
    }
    Files.delete(folder.resolve(name));
    assertThat(bytes(VaultObjectName.evidence(entries))).isEqualTo(newest);
    assertThat(errors()).isEmpty();
  }

  /// Through the product itself, with the old keyring put where it was.
  @Test
  void addsNoEntryWithAnOldCopyOfTheProductEither() throws IOException {
    Path copy = directory.resolve("attacker");
    Files.createDirectories(copy.resolve("evidence"));
    Files.createDirectories(copy.resolve("locks"));
    Files.createDirectories(copy.resolve("tmp"));
    for (int seq = 1; seq <= 2; seq++) {
      Files.copy(
          folder.resolve(VaultObjectName.evidence(seq)),
          copy.resolve(VaultObjectName.evidence(seq)));
    }
    try (FolderStore store = new FolderStore(copy)) {
      VaultSettings where = settings(directory.resolve("attackers-own"));
      new EvidenceLog(
              store,
              new FolderLocks(copy, where.clock()),
              retired,
              where.clock(),
              where.stateDirectory())
          .append("note", new Note("forged"));
    }
    // the fork replaces the log from there on: cut, and with a forged end
    for (int seq = 3; seq <= entries(); seq++) {
      Files.deleteIfExists(folder.resolve(VaultObjectName.evidence(seq)));
    }
    Files.copy(
        copy.resolve(VaultObjectName.evidence(3)), folder.resolve(VaultObjectName.evidence(3)));
    assertThat(errors()).contains(VaultObjectName.evidence(3));
    assertThat(elsewhere()).contains(VaultObjectName.evidence(3));
  }

  /// On a machine that never saw this vault.
  private List<String> elsewhere() {
    VaultSettings known = settings(directory);
    VaultSettings fresh =
        new VaultSettings(known.folder(), directory.resolve("fresh"), known.clock());
    try (Vault vault = Vault.open(fresh, next)) {
      return vault.check(CheckDepth.STRUCTURE, 1).findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .map(ObjectFinding::object)
          .toList();
    }
  }

  @Test
  void changesNoEntryOfTheTimeBefore() throws IOException {
    String name = VaultObjectName.evidence(2);
    plant(name, retired.seal(SealedObjectKind.EVIDENCE, name, entry(2)));
    // the newest of its time: the boundary knows its hash
    assertThat(errors()).containsExactly(name);
    assertThat(elsewhere()).containsExactly(name);
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertFault(VaultError.OBJECT_DAMAGED, () -> vault.evidence().read(2));
      assertFault(VaultError.OBJECT_DAMAGED, () -> vault.evidence().list());
      // the rotation listed again what there is, so a damaged log takes away no older deposit
      assertThat(vault.record(before.id())).asString().isEqualTo("record");
    }
  }

  @Test
  void cutsNothingOffBelowTheBoundaryUnseen() throws IOException {
    for (int seq = 2; seq <= 5; seq++) {
      Files.deleteIfExists(folder.resolve(VaultObjectName.evidence(seq)));
    }
    assertThat(elsewhere()).contains(VaultObjectName.evidence(2));
  }

  private int entries() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("evidence"))) {
      return (int) files.count();
    }
  }

  private byte[] entry(int seq) throws IOException {
    String previousName = VaultObjectName.evidence(seq - 1);
    String previous = "0".repeat(64);
    if (retired.opensAs(SealedObjectKind.EVIDENCE, previousName, bytes(previousName))) {
      byte[] plain = retired.unseal(SealedObjectKind.EVIDENCE, previousName, bytes(previousName));
      previous = java.util.HexFormat.of().formatHex(dev.ballast.vault.format.Hashes.sha256(plain));
    }
    return ("{\"seq\":%d,\"at\":\"2026-11-20T07:22:57Z\",\"vault\":\"%s\",\"previous\":\"%s\","
            + "\"kind\":\"note\",\"payload\":{\"text\":\"forged\"}}")
        .formatted(seq, retired.keyring().vault(), previous)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void forgesNoDeposit() throws IOException {
    DepositId forged = new DepositId("20991231t235959z-00000000");
    String record = VaultObjectName.record(forged);
    String index = VaultObjectName.index(forged);
    plant(
        record,
        retired.seal(
            SealedObjectKind.RECORD, record, "forged".getBytes(StandardCharsets.US_ASCII)));
    plant(
        index,
        retired.seal(
            SealedObjectKind.INDEX, index, new DepositIndex(List.of(), List.of()).encode()));
    assertThat(errors()).contains(record);
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertFault(VaultError.DEPOSIT_UNLOGGED, () -> vault.record(forged));
      assertThat(vault.audit()).extracting(ObjectFinding::object).containsExactly(record);
      assertThat(vault.check(CheckDepth.STRUCTURE, 1, forged).clean()).isFalse();
      // the sound ones are read as ever
      assertThat(vault.record(before.id())).asString().isEqualTo("record");
      assertThat(vault.read(before.refs().getFirst())).isEqualTo(noise(1, CHUNK));
      assertThat(vault.check(CheckDepth.CONTENT, 1, after.id()).clean()).isTrue();
    }
  }

  /// A lock file makes it look like a backup that was stopped before its last act.
  @Test
  void forgesNoDepositThatASweepWouldFinish() throws IOException {
    DepositId forged = new DepositId("20991231t235959z-00000000");
    for (SealedObjectKind kind : List.of(SealedObjectKind.RECORD, SealedObjectKind.INDEX)) {
      String name =
          kind == SealedObjectKind.RECORD
              ? VaultObjectName.record(forged)
              : VaultObjectName.index(forged);
      plant(name, retired.seal(kind, name, new DepositIndex(List.of(), List.of()).encode()));
    }
    Files.createFile(folder.resolve("locks/" + forged));
    assertThat(errors()).contains(VaultObjectName.record(forged));
    try (Vault vault = Vault.open(settings(directory), next)) {
      SweepReport swept = vault.sweep();
      assertThat(swept.finished()).isEmpty();
      assertThat(swept.findings()).hasSize(1);
      assertThat(vault.evidence().ledger().find(forged)).isEmpty();
    }
  }

  @Test
  void changesNoDepositOfTheTimeBefore() throws IOException {
    String record = VaultObjectName.record(before.id());
    byte[] sound = bytes(record);
    plant(
        record,
        retired.seal(
            SealedObjectKind.RECORD, record, "forged".getBytes(StandardCharsets.US_ASCII)));
    assertThat(errors()).containsExactly(record);
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertFault(VaultError.DEPOSIT_UNLOGGED, () -> vault.record(before.id()));
    }
    plant(record, sound);
    String index = VaultObjectName.index(before.id());
    plant(
        index,
        retired.seal(
            SealedObjectKind.INDEX, index, new DepositIndex(List.of(), List.of()).encode()));
    assertThat(errors()).contains(index);
    try (Vault vault = Vault.open(settings(directory), next)) {
      // the forged index is not believed, and the pack's own table leads to the chunk
      ChunkRef chunk = before.refs().getFirst();
      assertThat(vault.read(chunk)).isEqualTo(noise(1, CHUNK));
      assertThat(vault.check(CheckDepth.STRUCTURE, 1, before.id()).clean()).isFalse();
    }
  }

  @Test
  void changesNoDepositOfTheTimeAfter() throws IOException {
    String record = VaultObjectName.record(after.id());
    plant(
        record,
        retired.seal(
            SealedObjectKind.RECORD, record, "forged".getBytes(StandardCharsets.US_ASCII)));
    assertThat(errors()).containsExactly(record);
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertFault(VaultError.DEPOSIT_UNLOGGED, () -> vault.record(after.id()));
    }
  }

  @Test
  void putsTheOldKeyringBackInVain() throws IOException {
    plant("keys/00000001", oldKeyring);
    // beside the newer one it is a leftover
    Vault.open(settings(directory), next).close();
    Files.delete(folder.resolve("keys/00000002"));
    Files.delete(folder.resolve("keys/00000002-copy"));
    for (MasterKey key : List.of(key(), next)) {
      assertFault(
          VaultError.KEYRING_ROLLED_BACK, () -> Vault.open(settings(directory), key).close());
    }
    // on a machine that never saw this vault: the new key does not open it, and with the old one
    // the log does not open
    VaultSettings known = settings(directory);
    VaultSettings fresh =
        new VaultSettings(known.folder(), directory.resolve("fresh"), known.clock());
    assertFault(VaultError.WRONG_KEY, () -> Vault.open(fresh, next).close());
    try (Vault vault = Vault.open(fresh, key())) {
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).clean()).isFalse();
      assertThatThrownBy(() -> vault.beginDeposit(DepositOptions.defaults()))
          .isInstanceOf(Fault.class);
    }
  }

  @Test
  void rebuildsNoIndexFromAForgedPack() throws IOException {
    String pack = VaultObjectName.pack(before.id(), 0);
    byte[] forged = bytes(pack);
    // the chunk's bytes are other ones; the table, which is sound, still lists it
    forged[Sealer.HEADER_BYTES + 3] ^= 1;
    plant(pack, forged);
    Files.delete(folder.resolve(VaultObjectName.index(before.id())));
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertFault(VaultError.OBJECT_DAMAGED, () -> vault.rebuildIndex(before.id()));
    }
    assertThat(folder.resolve(VaultObjectName.index(before.id()))).doesNotExist();
  }

  @Test
  void aRotationThatWasStoppedAnywhereLeavesAKeyThatOpensAndTheNextSweepCompletesIt() {
    int rotated = 0;
    for (int steps = 0; steps < 10; steps++) {
      VaultSettings settings = settings(directory.resolve("stopped" + steps));
      Vault.init(settings, next, CHUNK).close();
      MasterKey third = MasterKey.generate();
      FaultyStore dying =
          new FaultyStore(new FolderStore(settings.folder()), FaultyStore.Mode.DEAD, steps);
      try (Vault vault = Vault.open(settings, next, dying)) {
        assertThatThrownBy(() -> vault.rotateMasterKey(third)).isInstanceOf(Fault.class);
      }
      boolean done = settings.folder().resolve("keys/00000002").toFile().exists();
      rotated += done ? 1 : 0;
      try (Vault vault = Vault.open(settings, done ? third : next)) {
        vault.sweep();
        vault.evidence().finishRotation();
        assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
        String generation = done ? "00000002" : "00000001";
        assertThat(settings.folder().resolve("keys"))
            .isDirectoryContaining("glob:**/" + generation)
            .isDirectoryContaining("glob:**/" + generation + "-copy");
      }
    }
    // from the first copy's last step on
    assertThat(rotated).isEqualTo(7);
  }

  @Test
  void aRotationThatWasStoppedBeforeItsEntryIsFinishedByTheNextWriter() throws IOException {
    MasterKey third = MasterKey.generate();
    VaultSettings settings = settings(directory);
    FaultyStore faulty = new FaultyStore(new FolderStore(folder), FaultyStore.Mode.FULL, 6);
    try (Vault vault = Vault.open(settings, next, faulty)) {
      // three steps are those of each copy of the keyring; the entry's first one fails
      assertFault(VaultError.VAULT_FULL, () -> vault.rotateMasterKey(third));
    }
    try (Vault vault = Vault.open(settings, third)) {
      int entries = entries();
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
      vault.evidence().append("note", new Note("first under the third key"));
      assertThat(entries()).isEqualTo(entries + 2);
      assertThat(vault.evidence().read(entries + 1).kind()).isEqualTo("key-rotated");
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
      assertThat(vault.record(before.id())).asString().isEqualTo("record");
      assertThat(vault.record(after.id())).asString().isEqualTo("record");
    }
  }
}
