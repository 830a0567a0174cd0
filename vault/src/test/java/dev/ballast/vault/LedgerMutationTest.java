package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What anyone who can write to the vault can do without any key to whole deposits, the log and the
/// keyring: remove them, and put back what was there before. Every object that stays is sound in
/// itself; the log, or the head kept outside, shows it.
class LedgerMutationTest {
  record Note(String text) {}

  @TempDir Path directory;
  private Path folder;
  private final List<DepositId> deposits = new ArrayList<>();
  private final List<String> survived = new ArrayList<>();
  private int mutations;

  /// Copies of the whole vault, taken after each deposit and each note.
  private final List<Path> copies = new ArrayList<>();

  @BeforeEach
  void threeDepositsThatShareNothing() {
    folder = directory.resolve("vault");
    Vault.init(settings(directory), key(), CHUNK).close();
    for (int i = 0; i < 3; i++) {
      try (Vault vault = Vault.open(settings(directory), key())) {
        deposits.add(VaultFixture.deposit(vault, noise(i, CHUNK)).id());
        keepCopy();
        vault.evidence().append("note", new Note("note " + i));
        keepCopy();
      }
    }
  }

  private void keepCopy() {
    Path copy = directory.resolve("copy-" + copies.size());
    copy(folder, copy);
    copies.add(copy);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) {
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything of the vault goes, and a copy takes its place.
  private void putBack(Path copy) {
    delete(folder);
    copy(copy, folder);
  }

  private void remove(String subfolder, String part) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(subfolder))) {
      for (Path file : files.filter(f -> f.getFileName().toString().contains(part)).toList()) {
        Files.delete(file);
      }
    }
  }

  private void removeWhole(DepositId deposit) throws IOException {
    for (String subfolder : List.of("backups", "indexes", "packs", "locks")) {
      remove(subfolder, deposit.text());
    }
  }

  private Set<String> detected() {
    try (Vault vault = Vault.open(settings(directory), key())) {
      Set<String> found = new TreeSet<>();
      for (ObjectFinding finding : vault.check(CheckDepth.CONTENT, 1).findings()) {
        if (finding.severity() == Severity.ERROR) {
          found.add(finding.object());
        }
      }
      // the quick comparison that every restore makes sees the same
      for (ObjectFinding finding : vault.audit()) {
        if (finding.severity() == Severity.ERROR) {
          assertThat(found).contains(finding.object());
        }
      }
      return found;
    } catch (Fault fault) {
      return Set.of(fault.code().id());
    }
  }

  private void judge(String mutation, String... expected) {
    mutations++;
    Set<String> found = detected();
    if (!found.equals(Set.of(expected))) {
      survived.add(mutation + ": found " + found);
    }
    // the memory of this machine must not have taken the mutation for the truth
    putBack(copies.getLast());
    if (!detected().isEmpty()) {
      survived.add(mutation + ": not clean after it was undone: " + detected());
    }
  }

  private static String entry(int seq) {
    return VaultObjectName.evidence(seq);
  }

  private String record(int deposit) {
    return VaultObjectName.record(deposits.get(deposit));
  }

  /// Entries: 1 deposit, 2 note, 3 deposit, 4 note, 5 deposit, 6 note.
  @Test
  void everyMutationIsDetectedAndNamed() throws IOException {
    assertThat(detected()).isEmpty();
    for (int i = 0; i < 3; i++) {
      removeWhole(deposits.get(i));
      judge("deposit " + i + " removed as a whole", record(i));
      removeWhole(deposits.get(i));
      Files.createFile(folder.resolve("locks/" + deposits.get(i)));
      judge("deposit " + i + " removed, and a lock file made for it", record(i));
    }
    removeWhole(deposits.get(0));
    removeWhole(deposits.get(1));
    removeWhole(deposits.get(2));
    judge("all deposits removed", record(0), record(1), record(2));
    for (int last = 0; last < 6; last++) {
      for (int seq = last + 1; seq <= 6; seq++) {
        Files.delete(folder.resolve(entry(seq)));
      }
      judge("log cut after entry " + last, entries(last + 1));
    }
    for (int i = 0; i < copies.size() - 1; i++) {
      putBack(copies.get(i));
      judge("whole vault put back to copy " + i, entries(i + 2));
      delete(folder.resolve("evidence"));
      copy(copies.get(i).resolve("evidence"), folder.resolve("evidence"));
      judge("log alone put back to copy " + i, entries(i + 2));
    }
    Files.writeString(
        Path.of("target", "vault-ledger-mutations.txt"),
        "mutations " + mutations + ", detected and named " + (mutations - survived.size()) + "\n");
    assertThat(survived).isEmpty();
    assertThat(mutations).isEqualTo(23);
  }

  private static String[] entries(int from) {
    List<String> names = new ArrayList<>();
    for (int seq = from; seq <= 6; seq++) {
      names.add(entry(seq));
    }
    return names.toArray(String[]::new);
  }

  @Test
  void aSweepRemovesNothingOfADepositThatTheLogKnows() throws IOException {
    DepositId victim = deposits.get(1);
    Files.delete(folder.resolve(record(1)));
    Files.createFile(folder.resolve("locks/" + victim));
    try (Vault vault = Vault.open(settings(directory), key())) {
      SweepReport swept = vault.sweep();
      assertThat(swept.objects()).isZero();
      assertThat(swept.findings())
          .singleElement()
          .satisfies(f -> assertThat(f.detail()).contains("entry 3").contains("committed it"));
    }
    assertThat(folder.resolve(VaultObjectName.pack(victim, 0))).exists();
    assertThat(folder.resolve(VaultObjectName.index(victim))).exists();
  }

  @Test
  void removedRemainsThatArePutBackAreNotTakenForADeposit() throws IOException {
    DepositId killed;
    Path remains = directory.resolve("remains");
    try (Vault vault = Vault.open(settings(directory), key());
        Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      deposit.put(noise(9, CHUNK), 0, CHUNK);
      killed = deposit.id();
      deposit.commit(new byte[0]);
    }
    copy(folder, remains);
    // as if it had died before its record: then a sweep removes it
    Files.delete(folder.resolve(entry(7)));
    Files.delete(folder.resolve(VaultObjectName.record(killed)));
    Files.createFile(folder.resolve("locks/" + killed));
    delete(directory.resolve("heads"));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.sweep().deposits()).containsExactly(killed);
    }
    for (String name :
        List.of(
            VaultObjectName.record(killed),
            VaultObjectName.index(killed),
            VaultObjectName.pack(killed, 0))) {
      Files.copy(remains.resolve(name), folder.resolve(name));
    }
    assertThat(detected()).containsExactly(VaultObjectName.record(killed));
    Files.createFile(folder.resolve("locks/" + killed));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.sweep().finished()).isEmpty();
    }
  }

  @Test
  void healthyDepositsAreReadAlthoughOthersAreGone() throws IOException {
    removeWhole(deposits.get(2));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.record(deposits.get(0))).asString().isEqualTo("record");
      assertThat(vault.check(CheckDepth.CONTENT, 1, deposits.get(0)).clean()).isTrue();
      assertThat(vault.audit())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.object()).isEqualTo(record(2));
                assertThat(finding.problem()).isEqualTo(VaultError.OBJECT_MISSING);
                assertThat(finding.affected()).containsExactly(deposits.get(2));
              });
    }
  }

  @Test
  void noBackupBeginsOnALogThatWasPutBack() {
    putBack(copies.get(2));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThatThrownBy(() -> vault.beginDeposit(DepositOptions.defaults()))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.EVIDENCE_REFUTED));
    }
  }

  /// A machine without any memory, and a head that the operator kept.
  @Test
  void aWholeVaultThatWasPutBackShowsAgainstAHeadKeptElsewhere() {
    Head head;
    try (Vault vault = Vault.open(settings(directory), key())) {
      head = vault.evidence().head().orElseThrow();
    }
    putBack(copies.get(3));
    delete(directory.resolve("heads"));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.check(CheckDepth.CONTENT, 1).clean()).isTrue();
      assertThat(vault.evidence().verify(head).verdict().isRefuted()).isTrue();
    }
  }

  /// The first look at a vault cannot tell; from then on the machine remembers.
  @Test
  void whatAMachineSawOnceItRemembersWithoutBeingAsked() {
    delete(directory.resolve("heads"));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.audit()).isEmpty();
    }
    putBack(copies.get(3));
    assertThat(detected()).containsExactly(entries(5));
  }

  @Test
  void anotherVaultInTheFolderIsRefusedWhereTheIdIsPinned() {
    VaultSettings pinned;
    try (Vault vault = Vault.open(settings(directory), key())) {
      pinned = settings(directory).expecting(vault.id());
    }
    Vault.open(pinned, key()).close();
    delete(folder);
    Vault.init(settings(directory), key(), CHUNK).close();
    assertThatThrownBy(() -> Vault.open(pinned, key()))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.VAULT_ID_MISMATCH));
  }

  @Test
  void theKeyringOfAnOlderCopyIsRefused() {
    MasterKey next = MasterKey.generate();
    try (Vault vault = Vault.open(settings(directory), key())) {
      vault.rotateMasterKey(next);
    }
    putBack(copies.getLast());
    for (MasterKey key : List.of(key(), next)) {
      assertThatThrownBy(() -> Vault.open(settings(directory), key))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.KEYRING_ROLLED_BACK));
    }
  }

  @Test
  void anIndexOfTheTimeBeforeItWasRebuiltIsFound() throws IOException {
    String index = VaultObjectName.index(deposits.get(0));
    byte[] old = Files.readAllBytes(folder.resolve(index));
    Files.delete(folder.resolve(index));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.rebuildIndex(deposits.get(0))).isTrue();
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
    Files.delete(folder.resolve(index));
    Files.write(folder.resolve(index), old);
    assertThat(detected()).containsExactly(index);
  }
}
