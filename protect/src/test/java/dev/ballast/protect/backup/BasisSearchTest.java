package dev.ballast.protect.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.SystemIdentity;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever speaks against the last backup makes the next one a full one, and says why.
class BasisSearchTest {
  private static final Instant AT = Instant.parse("2026-11-20T07:22:57Z");
  private static final SourceFacts FACTS = facts(-1, "17.5", true);
  private static final PageSums HASHES = new PageSums("00ff");

  @TempDir Path folder;

  private Vault vault;

  @BeforeEach
  void open() {
    vault = TestVault.in(folder);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private static SourceFacts facts(long system, String version, boolean checksums) {
    return new SourceFacts(
        system,
        ServerVersion.parse(version),
        16 << 20,
        checksums,
        false,
        "postgres",
        List.of("postgres"),
        List.of(),
        List.of(),
        List.of());
  }

  private static Lineage lineage(PageSums sums, Optional<Instant> wholeReadAt) {
    return new Lineage(
        Lineage.Method.FULL, Optional.empty(), Optional.empty(), 100, sums, wholeReadAt);
  }

  private static Lineage lineage(PageSums sums) {
    return new Lineage(Lineage.Method.FULL, Optional.empty(), Optional.empty(), 100, sums);
  }

  private interface Listing {
    String of(ChunkRef chunk);
  }

  private static String line(ChunkRef chunk) {
    return "{\"path\":\"PG_VERSION\",\"kind\":\"FILE\",\"size\":3,\"mode\":384,\"crc32c\":1,"
        + "\"chunks\":[\""
        + chunk
        + "\"]}\n";
  }

  private DepositId store(
      SourceFacts facts, Optional<Lineage> lineage, Optional<Quarantine> quarantine) {
    return store(facts, lineage, quarantine, BasisSearchTest::line);
  }

  private DepositId store(
      SourceFacts facts,
      Optional<Lineage> lineage,
      Optional<Quarantine> quarantine,
      Listing listing) {
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      ChunkRef chunk = deposit.put("17\n".getBytes(UTF_8), 0, 3);
      byte[] list = listing.of(chunk).getBytes(UTF_8);
      ChunkRef listed = deposit.put(list, 0, list.length);
      Lsn lsn = Lsn.parse("0/2000028");
      BackupRecord record =
          new BackupRecord(
              new BackupRecord.Origin("shop", AT, AT, facts),
              new BackupRecord.WalSpan(new TimelineId(1), lsn, lsn, lsn),
              new BackupRecord.StoredCopy(
                  List.of(),
                  List.of(listed),
                  new StoredFile("backup_manifest", 3, List.of(chunk)),
                  lineage),
              new BackupRecord.StoredWal(List.of(), Optional.empty()),
              BackupRecord.StoredReading.skipped("there is none"),
              quarantine,
              new BackupRecord.Totals(1, 3, 0, 3, 3),
              List.of());
      deposit.commit(Json.write(record));
      return deposit.id();
    }
  }

  private DepositId sound(PageSums sums) {
    return store(FACTS, Optional.of(lineage(sums)), Optional.empty());
  }

  private Basis find(SourceFacts facts, SourcePages pages) {
    return find(BackupSettings.of("shop", 1).withMode(BackupMode.INCREMENTAL), facts, pages);
  }

  private Basis find(BackupSettings settings, SourceFacts facts, SourcePages pages) {
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      return new BasisSearch(vault, deposit, settings, facts, pages).find(AT);
    }
  }

  private Basis choose(Duration fullAge, boolean summarized) {
    return find(
        BackupSettings.of("shop", 1).withMode(BackupMode.AUTO).withFullAge(fullAge),
        FACTS,
        new SourcePages(true, 131_072, summarized));
  }

  private Basis find() {
    return find(FACTS, new SourcePages(true, 131_072, true));
  }

  private void assertFull(Basis basis, String because) {
    assertThat(basis.method()).isEqualTo(Lineage.Method.FULL);
    assertThat(basis.parent()).isEmpty();
    assertThat(basis.because().orElseThrow()).contains(because);
  }

  @Test
  void aSoundBackupIsBuiltOn() {
    DepositId parent = sound(PageSums.CHECKSUMS);

    Basis basis = find();

    assertThat(basis.method()).isEqualTo(Lineage.Method.SERVER);
    assertThat(basis.parentId()).contains(parent);
    assertThat(basis.because()).isEmpty();
    assertThat(basis.files().find("PG_VERSION").orElseThrow().size()).isEqualTo(3);
    assertThat(basis.files().find("global/pg_control")).isEmpty();
  }

  @Test
  void whereTheServerKeepsNoSummariesPagesAreCompared() {
    sound(HASHES);

    Basis newer = find(FACTS, new SourcePages(true, 131_072, false));
    assertThat(newer.method()).isEqualTo(Lineage.Method.PAGES);
    assertThat(newer.sums()).isEqualTo(HASHES);
    assertThat(newer.because().orElseThrow()).startsWith("summarize_wal is off");

    SourceFacts older = facts(-1, "14.24", true);
    store(older, Optional.of(lineage(HASHES)), Optional.empty());
    Basis basis = find(older, new SourcePages(true, 131_072, false));
    assertThat(basis.method()).isEqualTo(Lineage.Method.PAGES);
    assertThat(basis.because()).isEmpty();
  }

  @Test
  void aParentWithoutHashesCannotBeComparedWithAndTheNextOneCan() {
    sound(PageSums.CHECKSUMS);

    Basis basis = find(FACTS, new SourcePages(true, 131_072, false));

    assertFull(basis, "kept no hashes of its pages");
    assertThat(basis.sums().identify()).isTrue();
  }

  /// The stored one is of timeline 1 up to 0/2000028.
  @ParameterizedTest
  @CsvSource({
    "-1, 1, 0/2000028, false, false",
    "-1, 1, 0/2000020, false, true",
    "-1, 1, 0/2000020, true, false",
    "-1, 2, 0/1000000, false, false",
    "7, 1, 0/3000000, false, true",
    "7, 1, 0/3000000, true, true"
  })
  void aServerThatDoesNotContinueTheLastBackupIsAnotherSource(
      long system, int timeline, String flushed, boolean standby, boolean refused) {
    Backup latest = Backup.load(vault, sound(HASHES));
    SystemIdentity identity =
        new SystemIdentity(
            new SystemIdentifier(system),
            new TimelineId(timeline),
            Lsn.parse(flushed),
            Optional.empty());

    Throwable thrown = catchThrowable(() -> SourceContinuity.require(identity, standby, latest));

    if (refused) {
      assertThat(thrown)
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(ProtectError.SOURCE_REPLACED));
    } else {
      assertThat(thrown).isNull();
    }
  }

  @Test
  void pagesOfAnotherSizeAreNotTakenApart() {
    sound(PageSums.CHECKSUMS);
    assertFull(find(FACTS, new SourcePages(false, 131_072, true)), "not multiples of 8 kB");
  }

  @Test
  void aBackupOfAnotherClusterMajorOrKindOfPagesIsNotBuiltOn() {
    assertFull(find(), "no earlier backup of shop");
    store(facts(7, "17.5", true), Optional.of(lineage(HASHES)), Optional.empty());
    assertFull(find(), "is of another cluster, system identifier 7");
    store(facts(-1, "16.1", true), Optional.of(lineage(HASHES)), Optional.empty());
    assertFull(find(), "is of PostgreSQL 16");
    store(facts(-1, "17.5", false), Optional.of(lineage(HASHES)), Optional.empty());
    assertFull(find(), "was taken without page checksums");
  }

  @Test
  void aBackupThatIsNotTrustedIsNotBuiltOn() {
    store(FACTS, Optional.of(lineage(HASHES)), Optional.of(new Quarantine("bad pages", List.of())));
    assertFull(find(), "is in quarantine: bad pages");
    store(FACTS, Optional.empty(), Optional.empty());
    assertFull(find(), "by an older version of Ballast");
    DepositId refuted = sound(HASHES);
    vault
        .evidence()
        .append(
            new Proof(
                "it restores",
                "shop " + refuted,
                AT,
                AT,
                List.of(
                    new LevelResult(
                        Level.L4, Verdict.refuted("an index lies"), Duration.ZERO, "", List.of())),
                List.of(),
                Duration.ZERO,
                List.of(),
                "none",
                "ballast prove"));
    assertFull(find(), "was refuted: ");
  }

  @Test
  void aBackupWhoseListOrChunksAreNotThereIsNotBuiltOn() {
    store(
        FACTS, Optional.of(lineage(HASHES)), Optional.empty(), _ -> "{\"path\":\"PG_VERSION\"}\n");
    assertFull(find(), "cannot be read");
    store(
        FACTS,
        Optional.of(lineage(HASHES)),
        Optional.empty(),
        _ -> line(ChunkRef.parse("ab".repeat(32) + ":3")));
    assertFull(find(), "lacks 1 chunks");
  }

  @Test
  void whereNobodyChoosesEveryPageIsReadAtTimes() {
    Duration week = Duration.ofDays(7);
    Optional<Instant> sixDays = Optional.of(AT.minus(Duration.ofDays(6)));
    Optional<Instant> sevenDays = Optional.of(AT.minus(week));
    assertFull(choose(week, true), "no earlier backup of shop");
    store(FACTS, Optional.of(lineage(HASHES, Optional.empty())), Optional.empty());
    assertFull(choose(week, true), "it is not recorded when every page");
    DepositId parent = store(FACTS, Optional.of(lineage(HASHES, sixDays)), Optional.empty());
    Basis basis = choose(week, true);
    assertThat(basis.parentId()).contains(parent);
    // What the server sends is not every page, so the date is the parent's.
    assertThat(basis.lineage(1, AT).wholeReadAt()).isEqualTo(sixDays);
    assertFull(choose(Duration.ofDays(6), true), "last read at 2026-11-14T07:22:57Z");
    assertFull(choose(Duration.ZERO, true), "full-age is 0");
    assertFull(choose(Duration.ZERO, false), "full-age is 0");

    store(FACTS, Optional.of(lineage(HASHES, sevenDays)), Optional.empty());
    Basis full = choose(week, true);
    assertFull(full, "last read at 2026-11-13T07:22:57Z, 168 h ago");
    assertThat(full.lineage(1, AT).wholeReadAt()).contains(AT);
    // Where pages are compared every one is read by each backup.
    Basis compared = choose(week, false);
    assertThat(compared.method()).isEqualTo(Lineage.Method.PAGES);
    assertThat(compared.lineage(1, AT).wholeReadAt()).contains(AT);
    assertThat(find().method()).as("asked for by name").isEqualTo(Lineage.Method.SERVER);
  }

  @Test
  void whereNobodyChoosesARestoreDoesNotReadFarMoreThanThereIs() {
    Optional<Lineage> recent = Optional.of(lineage(HASHES, Optional.of(AT)));
    store(FACTS, recent, Optional.empty(), chunk -> pieceOf(chunk, 3));
    assertThat(choose(Duration.ofDays(7), true).method()).isEqualTo(Lineage.Method.SERVER);

    DepositId wide = store(FACTS, recent, Optional.empty(), chunk -> pieceOf(chunk, 2));
    assertFull(
        choose(Duration.ofDays(7), true), "a restore of backup " + wide + " reads 3 B for 2 B");
    assertThat(find().parentId()).contains(wide);
  }

  /// A file that is the first bytes of a chunk of three.
  private static String pieceOf(ChunkRef chunk, int size) {
    return line(chunk)
        .replace("\"size\":3", "\"size\":" + size)
        .replace("]}\n", "],\"pieces\":[\"0:0:%d\"]}\n".formatted(size));
  }
}
