package dev.ballast.protect.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.UndecidedCause;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vault is real; the backups in it are records without files.
final class ChosenBackupTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Optional<String> SHOP = Optional.of("shop");

  /// A clock that stands where it was set.
  private static final class SetClock implements Clock {
    private Instant now = NOON;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanoTime() {
      return Clock.system().nanoTime();
    }

    @Override
    public void pause(Duration duration) {
      Clock.system().pause(duration);
    }
  }

  @TempDir Path folder;
  private final SetClock clock = new SetClock();
  private Vault vault;

  @BeforeEach
  void open() {
    vault =
        Vault.init(
            new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), clock),
            MasterKey.generate(),
            Vault.DEFAULT_CHUNK_SIZE);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aClockThatWasSetBackDoesNotMakeAnOlderBackupTheLatest() {
    stored("shop", 1, 1, "0/3000000");
    clock.now = NOON.minus(Duration.ofDays(3));
    Backup newer = stored("shop", 1, 1, "0/5000000");
    clock.now = NOON.minus(Duration.ofDays(9));
    Backup newest = stored("shop", 1, 1, "0/7000000");

    assertThat(newest.id()).isLessThan(newer.id());
    assertThat(latest(SHOP).backup()).isEqualTo(newest);
  }

  @Test
  void aStandbyThatLagsIsNamedAndNotTaken() {
    Backup ahead = stored("shop", 1, 1, "0/7000000");
    Backup behind = stored("shop", 1, 1, "0/6FFFFFF");

    ChosenBackup chosen = latest(SHOP);

    assertThat(chosen.backup()).isEqualTo(ahead);
    assertThat(chosen.notes()).anyMatch(n -> n.contains(behind.id().text()) && n.contains("later"));
  }

  /// After a recovery to an earlier point the source is on a new timeline at a lower LSN; what it
  /// left behind is not the latest, as with `recovery_target_timeline = latest`.
  @Test
  void theNewestTimelineComesBeforeAHigherLsnOfAnAbandonedOne() {
    stored("shop", 1, 1, "0/9000000");
    Backup recovered = stored("shop", 1, 2, "0/6000000");

    assertThat(latest(SHOP).backup()).isEqualTo(recovered);
  }

  @Test
  void aNewClusterOfTheSameNameStartsOver() {
    stored("shop", 1, 4, "A/0");
    Backup reborn = stored("shop", 2, 1, "0/2000000");

    ChosenBackup chosen = latest(SHOP);

    assertThat(chosen.backup()).isEqualTo(reborn);
    assertThat(chosen.notes()).anyMatch(n -> n.contains("system identifier 1"));
  }

  @Test
  void equalPositionsAreOrderedByTheLog() {
    stored("shop", 1, 1, "0/3000000");
    clock.now = NOON.minus(Duration.ofHours(1));
    Backup second = stored("shop", 1, 1, "0/3000000");

    assertThat(latest(SHOP).backup()).isEqualTo(second);
  }

  @Test
  void ofSeveralTargetsNoneIsGuessed() {
    stored("shop", 1, 1, "0/3000000");
    Backup other = stored("billing", 7, 1, "0/9000000");

    Fault refused = refused(ChosenBackup.LATEST, Optional.empty());

    assertThat(refused.code()).isEqualTo(ProtectError.BACKUP_TARGET_AMBIGUOUS);
    assertThat(refused.detail().orElseThrow()).contains("shop: 1 backup,", "billing: 1 backup,");
    assertThat(refused.hint().orElseThrow()).contains("--of billing");
    assertThat(latest(Optional.of("billing")).backup()).isEqualTo(other);
    assertThat(refused(ChosenBackup.LATEST, Optional.of("warehouse")).detail().orElseThrow())
        .contains("billing, shop");
  }

  @Test
  void aSecondTargetWhoseOnlyBackupIsInQuarantineIsATargetToo() {
    stored("shop", 1, 1, "0/3000000");
    stored("billing", 7, 1, "0/9000000", Optional.of(new Quarantine("bad pages", List.of())));

    assertThat(refused(ChosenBackup.LATEST, Optional.empty()).code())
        .isEqualTo(ProtectError.BACKUP_TARGET_AMBIGUOUS);
  }

  @Test
  void theOnlyTargetNeedsNoName() {
    Backup only = stored("shop", 1, 1, "0/3000000");

    assertThat(latest(Optional.empty()).backup()).isEqualTo(only);
  }

  @Test
  void whatIsInQuarantineIsPassedOverByName() {
    Backup sound = stored("shop", 1, 1, "0/3000000");
    Backup bad = stored("shop", 1, 1, "0/4000000", Optional.of(new Quarantine("bad", List.of())));

    ChosenBackup chosen = latest(SHOP);

    assertThat(chosen.backup()).isEqualTo(sound);
    assertThat(chosen.notes())
        .anyMatch(n -> n.contains(bad.id().text()) && n.contains("in quarantine: bad"));
  }

  @Test
  void whereAllAreInQuarantineTheRefusalNamesThem() {
    Backup bad = stored("shop", 1, 1, "0/4000000", Optional.of(new Quarantine("bad", List.of())));

    Fault refused = refused(ChosenBackup.LATEST, SHOP);

    assertThat(refused.code()).isEqualTo(ProtectError.BACKUP_UNKNOWN);
    assertThat(refused.detail().orElseThrow()).contains(bad.id().text(), "in quarantine");
  }

  @Test
  void aRecordThatCannotBeReadIsPassedOverByName() throws IOException {
    Backup sound = stored("shop", 1, 1, "0/3000000");
    Backup damaged = stored("shop", 1, 1, "0/4000000");
    Path record = folder.resolve("vault").resolve("backups").resolve(damaged.id().text());
    Files.setPosixFilePermissions(record, PosixFilePermissions.fromString("rw-------"));
    try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "rw")) {
      file.seek(file.length() - 1);
      int last = file.read();
      file.seek(file.length() - 1);
      file.write(last ^ 1);
    }

    ChosenBackup chosen = latest(SHOP);

    assertThat(chosen.backup()).isEqualTo(sound);
    assertThat(chosen.notes()).anyMatch(n -> n.contains(damaged.id().text()));
  }

  @Test
  void whatTheProofsSayIsSaidAndExchangesNothing() {
    Backup proved = stored("shop", 1, 1, "0/3000000");
    prove(proved, Verdict.proved());
    assertThat(latest(SHOP).notes()).isEmpty();

    Backup unproven = stored("shop", 1, 1, "0/4000000");
    assertThat(latest(SHOP).backup()).isEqualTo(unproven);
    assertThat(latest(SHOP).notes())
        .anyMatch(n -> n.contains("was never proved") && n.contains(proved.id().text()));

    prove(unproven, Verdict.refuted("a row is missing"));
    assertThat(latest(SHOP).backup()).isEqualTo(unproven);
    assertThat(latest(SHOP).notes()).anyMatch(n -> n.contains("was refuted: a row is missing"));

    prove(unproven, Verdict.proved());
    assertThat(latest(SHOP).notes()).isEmpty();
  }

  @Test
  void theLatestProvedOneIsOfTheNewestWhoseProofHolds() {
    Backup first = stored("shop", 1, 1, "0/3000000");
    Fault refused =
        catchThrowableOfType(
            Fault.class, () -> ChosenBackup.latestProved(vault, SHOP, Acceptance.NONE));
    assertThat(refused.code()).isEqualTo(ProtectError.BACKUP_UNKNOWN);
    assertThat(refused.detail().orElseThrow()).contains(first.id().text(), "was not proved");
    assertThat(refused.hint()).contains("Prove one: ballast prove --backup latest --target shop");

    prove(first, Verdict.proved());
    Backup second = stored("shop", 1, 1, "0/4000000");
    prove(second, Verdict.proved());
    Backup third = stored("shop", 1, 1, "0/5000000");
    prove(third, Verdict.refuted("a row is missing"));

    ChosenBackup chosen = ChosenBackup.latestProved(vault, SHOP, Acceptance.NONE);
    assertThat(chosen.backup()).isEqualTo(second);
    assertThat(chosen.notes())
        .anyMatch(n -> n.contains(third.id().text()) && n.contains("was passed over"));

    prove(second, Verdict.refuted("a row is missing"));
    assertThat(ChosenBackup.latestProved(vault, SHOP, Acceptance.NONE).backup()).isEqualTo(first);

    prove(second, Verdict.undecided(UndecidedCause.PAGE_CHECKSUMS_OFF, "no checksums"));
    Acceptance accepted = Acceptance.of(List.of("page-checksums-off")).orElseThrow();
    assertThat(ChosenBackup.latestProved(vault, SHOP, accepted).backup()).isEqualTo(second);
    assertThat(ChosenBackup.latestProved(vault, SHOP, Acceptance.NONE).backup()).isEqualTo(first);
  }

  @Test
  void aBackupOfAnotherTargetIsRefused() {
    Backup other = stored("billing", 7, 1, "0/9000000");

    Fault refused = refused(other.id().text(), SHOP);

    assertThat(refused.code()).isEqualTo(ProtectError.BACKUP_OF_OTHER_TARGET);
    assertThat(refused.detail().orElseThrow()).contains("billing");
    assertThat(ChosenBackup.find(vault, other.id().text(), Optional.of("billing")).backup())
        .isEqualTo(other);
    assertThat(ChosenBackup.find(vault, other.id().text(), Optional.empty()).backup())
        .isEqualTo(other);
  }

  @Test
  void aBeginningThatFitsTwoIdsIsRefused() {
    stored("shop", 1, 1, "0/3000000");
    stored("shop", 1, 1, "0/4000000");

    assertThat(refused("2026", SHOP).code()).isEqualTo(ProtectError.BACKUP_UNKNOWN);
  }

  private ChosenBackup latest(Optional<String> target) {
    return ChosenBackup.find(vault, ChosenBackup.LATEST, target);
  }

  private Fault refused(String name, Optional<String> target) {
    Fault fault = catchThrowableOfType(Fault.class, () -> ChosenBackup.find(vault, name, target));
    assertThat(fault).isNotNull();
    return fault;
  }

  private void prove(Backup backup, Verdict verdict) {
    vault
        .evidence()
        .append(
            new Proof(
                "it restores",
                backup.subject(),
                clock.now(),
                clock.now(),
                List.of(new LevelResult(Level.L6, verdict, Duration.ZERO, "compared", List.of())),
                List.of(),
                Duration.ZERO,
                List.of(),
                "none",
                "ballast prove"));
  }

  private Backup stored(String target, long system, int timeline, String end) {
    return stored(target, system, timeline, end, Optional.empty());
  }

  private Backup stored(
      String target, long system, int timeline, String end, Optional<Quarantine> quarantine) {
    SourceFacts facts =
        new SourceFacts(
            system,
            ServerVersion.parse("17.5"),
            16 << 20,
            true,
            false,
            "postgres",
            List.of("postgres"),
            List.of(),
            List.of(),
            List.of());
    BackupRecord record =
        new BackupRecord(
            new BackupRecord.Origin(target, clock.now(), clock.now(), facts),
            new BackupRecord.WalSpan(
                new TimelineId(timeline),
                Lsn.parse("0/2000028"),
                Lsn.parse("0/2000120"),
                Lsn.parse(end)),
            new BackupRecord.StoredCopy(
                List.of(), List.of(), new StoredFile("backup_manifest", 0, List.of())),
            new BackupRecord.StoredWal(List.of(), Optional.empty()),
            BackupRecord.StoredReading.skipped("no source was read"),
            quarantine,
            new BackupRecord.Totals(0, 0, 0, 0, 0),
            List.of());
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      deposit.commit(Json.write(record), quarantine.map(Quarantine::reason));
      return new Backup(deposit.id(), record);
    }
  }
}
