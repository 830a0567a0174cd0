package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.FaultyStore.Mode;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.store.FolderStore;
import dev.ballast.vault.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deposits are removed: what others need stays, byte by byte, wherever it is stopped and whatever
/// is stored beside it.
class RemovalTest {
  private static final int MAX_STEPS = 500;

  @TempDir Path directory;
  private VaultSettings settings;
  private VaultFixture.Stored oldest;
  private VaultFixture.Stored sharing;
  private VaultFixture.Stored newest;
  private final Map<DepositId, int[]> seeds = new HashMap<>();
  private final Map<DepositId, List<ChunkRef>> refs = new HashMap<>();

  @BeforeEach
  void threeDeposits() {
    begin(directory);
  }

  /// Of the oldest, the second needs two of twenty chunks; the newest needs one of the second.
  private void begin(Path where) {
    settings = settings(where);
    try (Vault vault = Vault.init(settings, key(), CHUNK)) {
      oldest = deposit(vault, IntStream.rangeClosed(1, 20).toArray());
      sharing = deposit(vault, 1, 2, 21, 22);
      newest = deposit(vault, 21, 30);
    }
  }

  private VaultFixture.Stored deposit(Vault vault, int... of) {
    byte[][] chunks = IntStream.of(of).mapToObj(RemovalTest::chunk).toArray(byte[][]::new);
    return known(VaultFixture.deposit(vault, chunks), of);
  }

  private VaultFixture.Stored known(VaultFixture.Stored stored, int... of) {
    seeds.put(stored.id(), of);
    refs.put(stored.id(), stored.refs());
    return stored;
  }

  private static byte[] chunk(int seed) {
    return noise(seed, 3000 + seed);
  }

  /// As the depositor of these knows it: nothing is known of a record that cannot be read.
  private DepositNeeds needs(Vault vault) {
    return id -> {
      vault.record(id);
      return refs.get(id).stream().map(ChunkRef::id).collect(Collectors.toSet());
    };
  }

  private ReclaimPlan remove(Vault vault, VaultFixture.Stored... gone) {
    Map<DepositId, String> reasons = new HashMap<>();
    for (VaultFixture.Stored stored : gone) {
      reasons.put(stored.id(), "too old");
    }
    return vault.remove(reasons, needs(vault));
  }

  private void assertWhole(Vault vault, VaultFixture.Stored stored) {
    assertThat(vault.record(stored.id())).asString().isEqualTo("record");
    for (int i = 0; i < stored.refs().size(); i++) {
      assertThat(vault.read(stored.refs().get(i))).isEqualTo(chunk(seeds.get(stored.id())[i]));
    }
  }

  private Set<String> files() {
    try (Stream<Path> walk = Files.walk(settings.folder())) {
      return walk.filter(Files::isRegularFile)
          .map(file -> settings.folder().relativize(file).toString())
          .filter(name -> !name.startsWith("locks/") && !name.startsWith("evidence/"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Set<String> packsOf(DepositId id) {
    return files().stream()
        .filter(name -> name.startsWith("packs/" + id))
        .collect(Collectors.toSet());
  }

  /// Sound in every respect, and seen by a process that knew nothing before.
  private void assertSound(VaultFixture.Stored... left) {
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.deposits())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(left).map(VaultFixture.Stored::id).toList());
      for (VaultFixture.Stored stored : left) {
        assertWhole(vault, stored);
        assertThat(vault.check(CheckDepth.STRUCTURE, 1, stored.id()).findings()).isEmpty();
      }
      CheckReport report = vault.check(CheckDepth.CONTENT, 1);
      assertThat(report.findings()).isEmpty();
      assertThat(report.evidence().orElseThrow().isProved()).isTrue();
    }
  }

  @Test
  void whatOthersNeedIsWrittenAgainAndTheRestGoes() {
    try (Vault vault = Vault.open(settings, key())) {
      ReclaimPlan done = remove(vault, oldest);
      assertThat(done.rewritten()).hasSize(1);
      assertThat(done.freedBytes()).isBetween(18L * 3000, 20L * 3100);
      assertWhole(vault, sharing);
    }
    assertThat(packsOf(oldest.id())).isEmpty();
    assertSound(sharing, newest);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.evidence().list().stream().map(EvidenceEntry::kind).skip(3))
          .containsExactly("deposit-removed", "packs-rewritten", "index-rebuilt", "packs-removed");
      assertThatThrownBy(() -> vault.record(oldest.id())).isInstanceOf(Fault.class);
      assertThat(remove(vault).items()).isEmpty();
    }
  }

  @Test
  void aPackOfWhichMuchIsNeededStays() {
    try (Vault vault = Vault.open(settings, key())) {
      VaultFixture.Stored most = deposit(vault, IntStream.rangeClosed(1, 15).toArray());
      assertThat(remove(vault, oldest).items())
          .extracting(ReclaimPlan.Item::name)
          .containsExactly("backups/" + oldest.id(), "indexes/" + oldest.id());
      assertThat(packsOf(oldest.id())).hasSize(1);
      assertSound(sharing, newest, most);
      // a new backup relies on it, too
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
        deposit.put(chunk(15), 0, chunk(15).length);
        assertThat(deposit.totals().newChunks()).isZero();
      }
      assertThat(remove(vault, most).rewritten()).hasSize(1);
      assertSound(sharing, newest);
    }
  }

  @Test
  void aRehearsalNamesExactlyWhatGoesAndWritesNothing() {
    Set<String> before = files();
    ReclaimPlan rehearsed;
    try (Vault vault = Vault.open(settings, key())) {
      rehearsed = vault.planRemoval(Set.of(oldest.id(), newest.id()), needs(vault));
    }
    assertThat(files()).isEqualTo(before);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.evidence().list()).hasSize(3);
      ReclaimPlan done = remove(vault, oldest, newest);
      assertThat(done.items()).isEqualTo(rehearsed.items());
      assertThat(done.freedBytes()).isEqualTo(rehearsed.freedBytes());
    }
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(files());
    assertThat(rehearsed.items())
        .extracting(ReclaimPlan.Item::name)
        .containsExactlyElementsOf(gone);
    assertSound(sharing);
  }

  @Test
  void aDeathAtAnyStepCostsNobodyAnythingAndTheNextRunDoesTheRest() {
    boolean completed = false;
    int begun = 0;
    int steps = 0;
    for (; !completed && steps < MAX_STEPS; steps++) {
      begin(directory.resolve("stopped" + steps));
      try (Vault vault =
          Vault.open(
              settings,
              key(),
              new FaultyStore(new FolderStore(settings.folder()), Mode.DEAD, steps))) {
        remove(vault, oldest);
        completed = true;
      } catch (Fault died) {
        assertThat(died.code()).isEqualTo(VaultError.VAULT_FULL);
      }
      try (Vault vault = Vault.open(settings, key())) {
        assertWhole(vault, sharing);
        assertWhole(vault, newest);
        boolean logged = vault.evidence().ledger().removal(oldest.id()).isPresent();
        begun += logged ? 1 : 0;
        SweepReport swept = vault.sweep();
        assertThat(swept.findings()).isEmpty();
        if (logged) {
          assertThat(vault.deposits()).doesNotContain(oldest.id());
          remove(vault);
        } else {
          assertWhole(vault, oldest);
          remove(vault, oldest);
        }
      }
      assertThat(packsOf(oldest.id())).isEmpty();
      assertSound(sharing, newest);
    }
    assertThat(completed).isTrue();
    // the entry's three steps come before everything else
    assertThat(begun).isEqualTo(steps - 3);
    assertThat(steps).isGreaterThan(20);
  }

  @Test
  void besideADepositUnderWayNothingGoesThatItMayRelyOn() {
    VaultFixture.Stored late;
    try (Vault vault = Vault.open(settings, key());
        Vault other = Vault.open(settings, key())) {
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
        ChunkRef shared = deposit.put(chunk(5), 0, chunk(5).length);
        assertThat(deposit.totals().newChunks()).isZero();
        ReclaimPlan done = remove(other, oldest);
        assertThat(done.deferred().orElseThrow()).contains(deposit.id().text());
        assertThat(other.deposits()).doesNotContain(oldest.id());
        assertThat(packsOf(oldest.id())).hasSize(1);
        // the check counts the packs that wait and nobody needs: here one is still needed in part
        assertThat(other.check(CheckDepth.STRUCTURE, 1).unneeded()).isEmpty();
        deposit.commit("record".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        late = known(new VaultFixture.Stored(deposit.id(), List.of(shared)), 5);
      }
      assertSound(sharing, newest, late);
      assertThat(remove(other).rewritten()).hasSize(1);
      // one that had looked everything up before the packs went
      assertWhole(vault, sharing);
      assertWhole(vault, late);
    }
    assertThat(packsOf(oldest.id())).isEmpty();
    assertSound(sharing, newest, late);
  }

  @Test
  void aPackThatWaitsForTheNextRunAndThatNobodyNeedsIsCountedByACheck() {
    try (Vault vault = Vault.open(settings, key());
        Vault other = Vault.open(settings, key())) {
      try (Deposit _ = vault.beginDeposit(DepositOptions.defaults())) {
        assertThat(remove(other, oldest, sharing).deferred()).isPresent();
        CheckReport report = other.check(CheckDepth.STRUCTURE, 1);
        assertThat(report.clean()).isTrue();
        // the newest needs one chunk of the second
        assertThat(report.unneeded())
            .extracting(StoredObject::name)
            .containsExactlyElementsOf(packsOf(oldest.id()));
        assertThat(report.unneededBytes())
            .isEqualTo(report.unneeded().getFirst().length())
            .isGreaterThan(20L * 3000);
      }
      remove(other);
      assertThat(other.check(CheckDepth.STRUCTURE, 1).unneeded()).isEmpty();
    }
    assertSound(newest);
  }

  @Test
  void aDepositThatIsCommittedBetweenPlanAndRemovalKeepsWhatItReliesOn() {
    List<VaultFixture.Stored> late = new ArrayList<>();
    try (Vault vault = Vault.open(settings, key());
        Vault other = Vault.open(settings, key())) {
      DepositNeeds needs = needs(vault);
      Map<DepositId, String> reasons = Map.of(oldest.id(), "too old");
      vault.remove(
          reasons,
          id -> {
            // after it was seen that none is under way; not in the first look, which is for refusal
            boolean decided = vault.evidence().ledger().removal(oldest.id()).isPresent();
            if (decided && late.isEmpty()) {
              late.add(deposit(other, 7, 8));
            }
            return needs.of(id);
          });
      assertThat(late).hasSize(1);
    }
    assertThat(packsOf(oldest.id())).isEmpty();
    assertSound(sharing, newest, late.getFirst());
  }

  @Test
  void aDepositThatBeginsBetweenPlanAndRemovalKeepsEverythingForNow() {
    List<Deposit> late = new ArrayList<>();
    try (Vault vault = Vault.open(settings, key());
        Vault other = Vault.open(settings, key())) {
      DepositNeeds needs = needs(vault);
      ReclaimPlan done =
          vault.remove(
              Map.of(oldest.id(), "too old"),
              id -> {
                boolean decided = vault.evidence().ledger().removal(oldest.id()).isPresent();
                if (decided && late.isEmpty()) {
                  late.add(other.beginDeposit(DepositOptions.defaults()));
                }
                return needs.of(id);
              });
      assertThat(done.deferred()).isPresent();
      assertThat(packsOf(oldest.id())).hasSize(1);
      try (Deposit deposit = late.getFirst()) {
        ChunkRef shared = deposit.put(chunk(9), 0, chunk(9).length);
        deposit.commit(new byte[0]);
        assertThat(other.read(shared)).isEqualTo(chunk(9));
      }
    }
  }

  @Test
  void aRemovalWithoutAnEntryIsSeen() throws IOException {
    byte[] record = Files.readAllBytes(settings.folder().resolve("backups/" + oldest.id()));
    Path pack;
    try (Vault vault = Vault.open(settings, key())) {
      remove(vault, oldest);
      pack =
          settings
              .folder()
              .resolve(
                  files().stream()
                      .filter(name -> name.startsWith("packs/"))
                      .filter(name -> !name.contains(sharing.id().text()))
                      .filter(name -> !name.contains(newest.id().text()))
                      .findFirst()
                      .orElseThrow());
    }
    byte[] rewritten = Files.readAllBytes(pack);
    Files.delete(pack);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.problem()).isEqualTo(VaultError.OBJECT_MISSING);
                assertThat(finding.affected()).containsExactly(sharing.id());
              });
      assertThat(vault.check(CheckDepth.STRUCTURE, 1, sharing.id()).clean()).isFalse();
    }
    Files.write(pack, rewritten);
    Files.write(settings.folder().resolve("backups/" + oldest.id()), record);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.audit())
          .singleElement()
          .satisfies(f -> assertThat(f.problem()).isEqualTo(VaultError.DEPOSIT_UNLOGGED));
      assertThat(vault.sweep().removals()).containsExactly(oldest.id());
    }
    assertSound(sharing, newest);
  }

  @Test
  void whereWhatAnotherNeedsCannotBeKnownNothingIsRemoved() throws IOException {
    Files.delete(settings.folder().resolve("backups/" + sharing.id()));
    byte[] index = Files.readAllBytes(settings.folder().resolve("indexes/" + sharing.id()));
    Files.delete(settings.folder().resolve("indexes/" + sharing.id()));
    Set<String> before = files();
    try (Vault vault = Vault.open(settings, key())) {
      assertThatThrownBy(() -> remove(vault, oldest))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.DEPOSIT_NEEDS_UNKNOWN));
      assertThat(files()).isEqualTo(before);
    }
    // with its index it is known what it relies on, should its record be fetched again
    Files.write(settings.folder().resolve("indexes/" + sharing.id()), index);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(remove(vault, oldest).rewritten()).isEmpty();
      assertThat(packsOf(oldest.id())).hasSize(1);
      assertThat(vault.read(sharing.refs().getFirst())).isEqualTo(chunk(1));
      // and given up, it holds nothing back
      assertThat(remove(vault, sharing).items()).isNotEmpty();
    }
    assertSound(newest);
  }

  @Test
  void aDamagedChunkKeepsItsPackAndIsNamed() throws IOException {
    Path pack = settings.folder().resolve("packs/" + oldest.id() + "-000000");
    byte[] bytes = Files.readAllBytes(pack);
    bytes[100] ^= 1;
    Files.delete(pack);
    Files.write(pack, bytes);
    try (Vault vault = Vault.open(settings, key())) {
      ReclaimPlan done = remove(vault, oldest);
      assertThat(done.findings()).extracting(ObjectFinding::severity).contains(Severity.ERROR);
      assertThat(pack).exists();
      assertThat(vault.read(sharing.refs().get(1))).isEqualTo(chunk(2));
    }
  }

  @Test
  void anOlderDepositThatIsLostIsAWarningBesideANewerOneThatIsRestored() throws IOException {
    Files.delete(settings.folder().resolve("backups/" + sharing.id()));
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.audit(newest.id()))
          .extracting(f -> f.object() + " " + f.severity())
          .containsExactly("backups/" + sharing.id() + " WARNING");
      assertThat(vault.audit(oldest.id()))
          .extracting(f -> f.object() + " " + f.severity())
          .containsExactly("backups/" + sharing.id() + " ERROR");
    }
  }

  @Test
  void anIndexIsMadeAgainWithWhatItShares() throws IOException {
    Set<ChunkId> needed = sharing.refs().stream().map(ChunkRef::id).collect(Collectors.toSet());
    assertThat(needed).hasSize(4);
    Files.delete(settings.folder().resolve("indexes/" + sharing.id()));
    Files.delete(settings.folder().resolve("keys/00000001"));
    Files.delete(settings.folder().resolve("vault.json"));
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.shortfalls())
          .singleElement()
          .satisfies(
              lost -> {
                assertThat(lost.object()).isEqualTo("indexes/" + sharing.id());
                assertThat(lost.affected()).containsExactly(sharing.id());
                assertThat(lost.finding().remedy()).contains("ballast vault repair");
                assertThat(lost.findingAfterRepair().remedy()).isEmpty();
              });
      RepairReport report = vault.repair(needs(vault));
      assertThat(report.left()).isEmpty();
      assertThat(report.made())
          .containsExactlyInAnyOrder("vault.json", "keys/00000001", "indexes/" + sharing.id());
    }
    assertSound(oldest, sharing, newest);
    // the repaired index tells whom a lost pack of the oldest hits
    Files.delete(settings.folder().resolve("packs/" + oldest.id() + "-000000"));
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings().getFirst().affected())
          .containsExactlyInAnyOrder(oldest.id(), sharing.id());
      assertThat(vault.audit())
          .filteredOn(finding -> finding.severity() == Severity.ERROR)
          .singleElement()
          .satisfies(
              lost -> {
                assertThat(lost.object()).isEqualTo("packs/" + oldest.id() + "-000000");
                assertThat(lost.affected()).containsExactlyInAnyOrder(oldest.id(), sharing.id());
                assertThat(lost.finding().remedy()).isEmpty();
              });
      RepairReport nothing = vault.repair(needs(vault));
      assertThat(nothing.made()).isEmpty();
      assertThat(nothing.left())
          .extracting(ObjectFinding::object)
          .containsExactly("packs/" + oldest.id() + "-000000");
      // what was restored without it speaks for itself
      assertThat(vault.audit(sharing.id())).noneMatch(f -> f.severity() == Severity.ERROR);
    }
  }

  @Test
  void whatIsGoneOfARemovedDepositIsNoShortfall() {
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.shortfalls()).isEmpty();
      // loaded before the packs of the oldest are rewritten and removed by another process
      try (Vault other = Vault.open(settings, key())) {
        assertThat(remove(other, oldest).items()).isNotEmpty();
      }
      assertThat(vault.shortfalls()).isEmpty();
    }
  }

  @Test
  void aRepairSaysWhatNobodyCanMakeAgain() throws IOException {
    Files.delete(settings.folder().resolve("backups/" + oldest.id()));
    Files.delete(settings.folder().resolve("packs/" + newest.id() + "-000000"));
    Files.delete(settings.folder().resolve("indexes/" + newest.id()));
    try (Vault vault = Vault.open(settings, key())) {
      RepairReport report = vault.repair(needs(vault));
      assertThat(report.made()).isEmpty();
      assertThat(report.left())
          .extracting(ObjectFinding::object)
          .containsExactlyInAnyOrder("backups/" + oldest.id(), "indexes/" + newest.id());
    }
  }
}
