package dev.ballast.vault.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.ChainFinding.Problem;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.FolderStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLogTest {
  private static final VaultId VAULT = new VaultId("000102030405060708090a0b0c0d0e0f");
  private static final Instant NOW = Instant.parse("2026-11-20T07:22:57Z");

  record Note(String text) {}

  @TempDir Path directory;
  private final Sealer sealer = new Sealer(Keyring.generate(VAULT, 65_536));
  private Path folder;
  private Path heads;
  private FolderStore store;
  private EvidenceLog log;

  @BeforeEach
  void create() {
    folder = directory.resolve("vault");
    heads = directory.resolve("state/heads");
    store = FolderStore.create(folder, List.of("evidence", "locks"));
    log = open(heads);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private EvidenceLog open(Path stateDirectory) {
    return new EvidenceLog(
        store, new FolderLocks(folder, Clock.system()), sealer, new Still(), stateDirectory);
  }

  /// A clock that stands still.
  private static final class Still implements Clock {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void pause(Duration duration) {}
  }

  private void append(int count) {
    for (int i = 1; i <= count; i++) {
      log.append("note", new Note("entry " + i));
    }
  }

  private Path file(long seq) {
    return folder.resolve(VaultObjectName.evidence(seq));
  }

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  private static void assertFound(ChainReport report, long seq, Problem problem) {
    assertThat(report.verdict().isRefuted()).isTrue();
    assertThat(report.findings())
        .extracting(ChainFinding::seq, ChainFinding::problem)
        .contains(org.assertj.core.groups.Tuple.tuple(seq, problem));
  }

  @Test
  void anEntryHoldsItsPlaceItsTimeAndTheHashOfTheOneBefore() {
    EvidenceEntry one = log.append("note", new Note("first"));
    EvidenceEntry two = log.append("other-note", new Note("second"));
    assertThat(one.seq()).isEqualTo(1);
    assertThat(one.at()).isEqualTo(NOW);
    assertThat(one.vault()).isEqualTo(VAULT);
    assertThat(one.previous()).isEqualTo(EntryCodec.prefix(VAULT));
    assertThat(two.previous()).isEqualTo(one.hash());
    assertThat(two.kind()).isEqualTo("other-note");
    assertThat(two.payload()).isEqualTo("{\"text\":\"second\"}");
    assertThat(log.read(2)).isEqualTo(two);
    assertThat(log.list()).containsExactly(one, two);
    assertThat(log.head()).contains(new Head(2, two.hash()));
  }

  @Test
  void theHashIsThatOfTheStoredText() {
    EvidenceEntry entry = log.append("note", new Note("first"));
    String text =
        "{\"seq\":1,\"at\":\"2026-11-20T07:22:57Z\",\"vault\":\"000102030405060708090a0b0c0d0e0f\","
            + "\"previous\":\""
            + EntryCodec.prefix(VAULT)
            + "\",\"kind\":\"note\",\"payload\":{\"text\":\"first\"}}";
    byte[] stored =
        sealer.unseal(
            SealedObjectKind.EVIDENCE,
            VaultObjectName.evidence(1),
            store.begin(VaultObjectName.evidence(1), 10_000).bytes());
    assertThat(new String(stored, StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(entry.hash()).isEqualTo(EntryCodec.hash(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theFirstEntrysPredecessorIsTheHashOfTheVaultsId() {
    // printf 000102030405060708090a0b0c0d0e0f | sha256sum
    assertThat(EntryCodec.prefix(VAULT))
        .isEqualTo("d65df89f702eec58ca3c7bf2001c9ffc7cd80553ae01d42a799ba26756142d96");
  }

  @Test
  void aProofComesBackAsItWas() {
    Proof proof =
        new Proof(
            "the backup restores",
            "shop",
            NOW,
            NOW.plusSeconds(90),
            List.of(
                new LevelResult(
                    Level.L0, Verdict.proved(), Duration.ofMillis(1500), "12 objects", List.of()),
                new LevelResult(
                    Level.L1,
                    Verdict.undecided("no WAL"),
                    Duration.ZERO,
                    "",
                    List.of("a fact", "another"))),
            List.of(new Phase("restore", Duration.ofSeconds(3), 1L << 31)),
            Duration.ofMinutes(2),
            List.of("PostgreSQL 18.6"),
            "no sandbox",
            "ballast prove --target shop");
    EvidenceEntry entry = log.append(proof);
    assertThat(entry.kind()).isEqualTo("proof");
    assertThat(log.read(1).as(Proof.class)).isEqualTo(proof);
  }

  @Test
  void aNumberThatNoEntryHasIsAUsersMistakeAndAnEntryThatIsGoneIsNot() throws IOException {
    assertFault(VaultError.ENTRY_UNKNOWN, () -> log.read(1));
    append(3);
    Files.delete(file(3));

    assertThatThrownBy(() -> log.read(99))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(VaultError.ENTRY_UNKNOWN);
              assertThat(fault.code().exit()).isEqualTo(ExitCode.USAGE);
              assertThat(fault).hasMessage("the log has no entry 99");
              assertThat(fault.detail()).contains("Its entries are 1 to 3.");
            });
    assertFault(VaultError.ENTRY_UNKNOWN, () -> log.read(0));
    assertFault(VaultError.ENTRY_UNKNOWN, () -> log.read(-1));
    // The kept head remembers the third one, another machine cannot.
    assertFault(VaultError.OBJECT_MISSING, () -> log.read(3));
    assertFault(VaultError.ENTRY_UNKNOWN, () -> open(directory.resolve("elsewhere")).read(3));
  }

  @Test
  void aSoundLogIsProved() {
    append(5);
    ChainReport report = log.verify();
    assertThat(report.verdict()).isEqualTo(Verdict.proved());
    assertThat(report.entries()).isEqualTo(5);
    assertThat(report.head()).isEqualTo(log.head());
  }

  @Test
  void withoutAKeptHeadItIsUndecidedAndSaysWhy() {
    append(2);
    assertThat(open(directory.resolve("elsewhere")).verify().verdict())
        .isInstanceOfSatisfying(
            Verdict.Undecided.class,
            undecided -> assertThat(undecided.reason()).contains("no head").contains("elsewhere"));
  }

  @Test
  void aHeadHandedBackDecidesIt() {
    append(3);
    Head head = log.head().orElseThrow();
    EvidenceLog elsewhere = open(directory.resolve("elsewhere"));
    assertThat(elsewhere.verify(Head.parse(head.toString())).verdict().isProved()).isTrue();
    assertFound(
        open(directory.resolve("nowhere")).verify(new Head(3, "0".repeat(64))), 3, Problem.EDITED);
    assertFound(
        open(directory.resolve("nowhere")).verify(new Head(4, head.hash())), 4, Problem.TRUNCATED);
  }

  @Test
  void anEditedEntryIsFound() throws IOException {
    append(4);
    byte[] object = Files.readAllBytes(file(2));
    object[object.length - 1] ^= 1;
    rewrite(2, object);
    ChainReport report = log.verify();
    assertFound(report, 2, Problem.EDITED);
    assertThat(report.findings()).hasSize(1);
  }

  /// Somebody with the master key writes another text under the same number.
  @Test
  void anEntryForgedWithTheKeyIsFound() throws IOException {
    append(4);
    forge(2, log.read(2).previous());
    ChainReport report = log.verify();
    assertFound(report, 2, Problem.EDITED);
  }

  @Test
  void aForgedLastEntryContradictsTheKeptHead() throws IOException {
    append(4);
    forge(4, log.read(4).previous());
    assertFound(log.verify(), 4, Problem.EDITED);
    assertFault(VaultError.EVIDENCE_REFUTED, () -> log.append("note", new Note("next")));
  }

  /// Rewriting everything from one entry on is consistent in itself; the kept head shows it.
  @Test
  void aChainForgedToItsEndContradictsTheKeptHead() throws IOException {
    append(3);
    forge(2, log.read(2).previous());
    forge(3, log.read(2).hash());
    ChainReport report = log.verify();
    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.seq()).isEqualTo(3));
    assertThat(open(directory.resolve("elsewhere")).verify().findings()).isEmpty();
  }

  private void forge(long seq, String previous) throws IOException {
    byte[] forged =
        EntryCodec.encode(
            seq, NOW, VAULT, previous, new EntryCodec.Payload("note", new Note("forged")));
    rewrite(seq, sealer.seal(SealedObjectKind.EVIDENCE, VaultObjectName.evidence(seq), forged));
  }

  private void rewrite(long seq, byte[] object) throws IOException {
    Files.delete(file(seq));
    Files.write(file(seq), object);
  }

  @Test
  void aForgedBeginningIsFound() throws IOException {
    append(1);
    forge(1, "0".repeat(64));
    assertFound(log.verify(), 1, Problem.EDITED);
  }

  @Test
  void aDroppedEntryIsFound() throws IOException {
    append(4);
    Files.delete(file(2));
    ChainReport report = log.verify();
    assertFound(report, 2, Problem.DROPPED);
    assertThat(report.findings()).hasSize(1);
  }

  @Test
  void reorderedEntriesAreFoundAndToldApart() throws IOException {
    append(4);
    byte[] two = Files.readAllBytes(file(2));
    byte[] three = Files.readAllBytes(file(3));
    rewrite(2, three);
    rewrite(3, two);
    ChainReport report = log.verify();
    assertThat(report.findings())
        .containsExactly(
            new ChainFinding(2, Problem.REORDERED, "it holds entry 3"),
            new ChainFinding(3, Problem.REORDERED, "it holds entry 2"));
  }

  @Test
  void anEntryUnderTheNextNumberIsFound() throws IOException {
    append(3);
    Files.copy(file(3), file(4));
    assertFound(log.verify(), 4, Problem.REORDERED);
  }

  @Test
  void aCutEndIsFoundAndAppendingRefuses() throws IOException {
    append(4);
    Files.delete(file(4));
    Files.delete(file(3));
    ChainReport report = log.verify();
    assertThat(report.findings())
        .extracting(ChainFinding::seq, ChainFinding::problem)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, Problem.TRUNCATED),
            org.assertj.core.groups.Tuple.tuple(4L, Problem.TRUNCATED));
    assertFault(VaultError.EVIDENCE_REFUTED, () -> log.append("note", new Note("next")));
    assertThat(file(3)).doesNotExist();
  }

  @Test
  void aLogCutToNothingIsFound() throws IOException {
    append(1);
    Files.delete(file(1));
    assertFound(log.verify(), 1, Problem.TRUNCATED);
    assertFault(VaultError.EVIDENCE_REFUTED, () -> log.append("note", new Note("next")));
  }

  /// The process died between storing an entry and keeping its head.
  @Test
  void aLogOneAheadOfItsKeptHeadIsFineAndHealed() throws IOException {
    append(2);
    byte[] kept = Files.readAllBytes(heads.resolve(VAULT.hex()));
    append(1);
    Files.write(heads.resolve(VAULT.hex()), kept);
    assertThat(log.verify().verdict().isProved()).isTrue();
    Files.delete(file(3));
    assertFound(log.verify(), 3, Problem.TRUNCATED);
  }

  @Test
  void appendingHealsTheKeptHeadToo() throws IOException {
    append(2);
    byte[] kept = Files.readAllBytes(heads.resolve(VAULT.hex()));
    append(1);
    Files.write(heads.resolve(VAULT.hex()), kept);
    assertThat(log.append("note", new Note("next")).seq()).isEqualTo(4);
    assertThat(log.verify().verdict().isProved()).isTrue();
  }

  @Test
  void aLogAheadByAnEntryThatDoesNotFollowIsRefused() throws IOException {
    append(2);
    byte[] kept = Files.readAllBytes(heads.resolve(VAULT.hex()));
    append(1);
    forge(3, "0".repeat(64));
    Files.write(heads.resolve(VAULT.hex()), kept);
    assertFault(VaultError.EVIDENCE_REFUTED, () -> log.append("note", new Note("next")));
    assertThat(log.verify().verdict().isRefuted()).isTrue();
  }

  @Test
  void anAlteredKeptHeadIsNotBelieved() throws IOException {
    append(3);
    Path kept = heads.resolve(VAULT.hex());
    String text = Files.readString(kept);
    for (String altered :
        List.of(
            text.replace("\"seq\":3", "\"seq\":2"),
            text.replace(VAULT.hex(), VaultId.random().hex()),
            "",
            "{}",
            "null",
            text.substring(0, text.length() / 2))) {
      Files.writeString(kept, altered);
      assertThat(log.verify().verdict())
          .isInstanceOfSatisfying(
              Verdict.Undecided.class,
              undecided -> assertThat(undecided.reason()).contains("altered"));
      assertFault(VaultError.EVIDENCE_REFUTED, () -> log.append("note", new Note("next")));
    }
    Files.writeString(kept, text);
    assertThat(log.verify().verdict().isProved()).isTrue();
  }

  @Test
  void appendsOfManyThreadsAndSessionsFormOneChain()
      throws InterruptedException, ExecutionException {
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int t = 0; t < 6; t++) {
        EvidenceLog session = t % 2 == 0 ? log : open(heads);
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    session.append("note", new Note("entry " + i));
                  }
                  return true;
                }));
      }
    }
    for (Future<?> each : done) {
      each.get();
    }
    assertThat(log.verify().verdict().isProved()).isTrue();
    assertThat(log.verify().entries()).isEqualTo(60);
  }

  @Test
  void anEmptyLogHasNoHead() {
    assertThat(log.list()).isEmpty();
    assertThat(log.head()).isEmpty();
    assertFault(VaultError.ENTRY_UNKNOWN, () -> log.read(1));
    assertThat(log.verify().verdict()).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void aKindIsAWord() {
    assertThatThrownBy(() -> log.append("Not a kind", new Note("")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHeadIsReadAsItIsPrinted() {
    Head head = new Head(17, "ab".repeat(32));
    assertThat(Head.parse(" " + head + "\n")).isEqualTo(head);
    for (String text : List.of("", "17", "0:" + head.hash(), "17:" + "AB".repeat(32), "x:y")) {
      assertFault(VaultError.HEAD_MALFORMED, () -> Head.parse(text));
    }
  }
}
