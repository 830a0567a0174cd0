package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.RehearsedPoint;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.DocumentedScore;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.vault.TailWriter;
import dev.ballast.vault.Tails;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup, three segments of log behind it and the beginning of a fourth: the first in a deposit,
/// the others in tails. Each damage of it is refuted by name, before anything is restored.
class LogProofIT {
  private static final long SEGMENT = 1 << 20;
  private static final Duration OBJECTIVE = Duration.ofMinutes(10);
  private static final MasterKey KEY = MasterKey.generate();

  @TempDir Path folder;

  private final MutationScore score = new MutationScore();
  private int mutations;

  /// What is behind the backup.
  ///
  /// @param last the segment that the server writes
  /// @param end of the last commit, as the server says
  /// @param committed when that was, as the server says
  private record Behind(List<Path> whole, Path last, Lsn end, Instant committed) {}

  @Test
  void theLogRecoversToItsVeryEndAndEachDamageOfItIsNamed() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    try (TemporaryCluster source =
            TemporaryCluster.of(18, Clock.system())
                .initdb("--wal-segsize=1")
                .setting("track_commit_timestamp", "on")
                .setting("autovacuum", "off")
                // No segment is recycled while the test works with its file.
                .setting("checkpoint_timeout", "1d")
                .start();
        Vault vault = vault(whole);
        Vault other = vault(foreign)) {
      Backup backup = backup(vault, source);
      backup(other, source);
      Behind behind = write(source, backup);
      push(vault, behind.whole(), "source");
      push(other, List.of(ofAnotherCluster(behind.whole().getFirst())), "source");
      push(other, behind.whole(), "source-2");
      tail(vault, backup, behind);

      theEndIsReached(vault, source, behind);
      aLimitCutsItAndSaysSo(vault, backup, behind);
      theServerIsAhead(vault, backup, source);
      damaged(whole, behind);
      mutate("log of another cluster under the target's name", foreign, "of another cluster");
    } finally {
      score.write("log-mutations");
    }
    assertThat(score.survivors()).isEmpty();
    DocumentedScore.assertRow(LogProofIT.class, mutations);
  }

  private static Vault vault(Path folder) {
    return Vault.init(TestVault.settings(folder), KEY, Vault.DEFAULT_CHUNK_SIZE);
  }

  private static Backup backup(Vault vault, TemporaryCluster source) {
    return new BackupRun(
            vault,
            source.settings(),
            new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  private static Behind write(TemporaryCluster source, Backup backup) {
    Path wal = source.dataDirectory().resolve("pg_wal");
    try (Session session = source.session()) {
      session.execute("SELECT pg_switch_wal()");
      for (int segment = 0; segment < 3; segment++) {
        session.execute("CREATE TABLE t%d AS SELECT generate_series(1, 500)".formatted(segment));
        session.execute("SELECT pg_switch_wal()");
      }
      session.execute("CREATE TABLE last AS SELECT 1 AS id");
      Lsn end = session.one("SELECT pg_current_wal_flush_lsn() AS l", row -> row.lsn("l"));
      Instant committed =
          session.one(
              "SELECT timestamp FROM pg_last_committed_xact()", row -> row.instant("timestamp"));
      String last = current(session);
      return new Behind(between(wal, backup, last), wal.resolve(last), end, committed);
    }
  }

  private static String current(Session session) {
    return session.text("SELECT pg_walfile_name(pg_current_wal_insert_lsn())");
  }

  /// The segments from the one in which the backup's log ends to the one before `last`.
  private static List<Path> between(Path wal, Backup backup, String last) {
    Lsn from = backup.record().span().end();
    try (Stream<Path> files = Files.list(wal)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
          .filter(file -> from.isBefore(start(file).plus(SEGMENT)))
          .filter(file -> file.getFileName().toString().compareTo(last) < 0)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Lsn start(Path segment) {
    String name = segment.getFileName().toString();
    return new Lsn(
        (Long.parseLong(name.substring(8, 16), 16) << 32)
            + Long.parseLong(name.substring(16), 16) * SEGMENT);
  }

  private static void push(Vault vault, List<Path> files, String target) {
    new LogPush(vault, target, Clock.system()).push(files);
  }

  /// As a receiver leaves it that is in the middle of a segment.
  private static void tail(Vault vault, Backup backup, Behind behind) throws IOException {
    byte[] bytes =
        Arrays.copyOf(
            Files.readAllBytes(behind.last()), (int) behind.end().minus(start(behind.last())));
    long system = backup.record().source().systemIdentifier();
    try (Tails.Stream stream = vault.tails().write(system, Duration.ofSeconds(5));
        TailWriter writer = stream.begin(1, start(behind.last()).value())) {
      writer.append(bytes, 0, bytes.length);
      writer.force();
    }
  }

  private Path ofAnotherCluster(Path segment) throws IOException {
    byte[] content = Files.readAllBytes(segment);
    content[24] ^= 1;
    return Files.write(folder.resolve(segment.getFileName()), content);
  }

  private static Proof prove(Vault vault, LogTerms terms, ProvingSettings settings) {
    return LogProof.run(
            vault,
            new ProofSubject.Stored("latest", Optional.of("source")),
            terms,
            backup -> settings,
            new BackupProof.Attendance(Clock.system(), Progress.NONE))
        .proof();
  }

  private static void assertLevels(Proof proof) {
    assertThat(proof.levels())
        .as(Json.pretty(proof))
        .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue())
        .extracting(LevelResult::level)
        .containsExactly(Level.L0, Level.L1, Level.L2, Level.L3, Level.L4, Level.L5);
  }

  private static void theEndIsReached(Vault vault, TemporaryCluster source, Behind behind) {
    Proof proof =
        prove(
            vault,
            new LogTerms(1 << 30, OBJECTIVE),
            ProvingSettings.of("ballast prove --log").asking(source::settings));

    assertLevels(proof);
    RehearsedPoint point = proof.point().orElseThrow();
    assertThat(point.lsn()).isEqualTo(behind.end().toString());
    assertThat(point.timeline()).isEqualTo(1);
    assertThat(point.lastCommit()).contains(behind.committed());
    assertThat(point.leftOutBytes()).isZero();
    assertThat(point.verdict()).as(point.toString()).isEqualTo(Verdict.proved());
    assertThat(point.lag().orElseThrow()).isLessThan(OBJECTIVE);
    assertThat(proof.subject()).startsWith("log of source after ");
    assertThat(Json.read(Json.write(proof), Proof.class)).isEqualTo(proof);
  }

  private static void aLimitCutsItAndSaysSo(Vault vault, Backup backup, Behind behind) {
    LogCourse cut =
        new LogReading(vault, backup, new LogTerms(1, OBJECTIVE), Clock.system())
            .read(SourceLead.notAsked("nobody is asked"));

    assertThat(cut.level().verdict()).isEqualTo(Verdict.proved());
    RehearsedPoint point = cut.course().orElseThrow().point();
    assertThat(cut.course().orElseThrow().target().end()).isEqualTo(Lsn.parse(point.lsn()));
    assertThat(Lsn.parse(point.lsn()))
        .isGreaterThanOrEqualTo(backup.record().span().consistentAt())
        .isLessThan(start(behind.whole().getLast()));
    assertThat(point.leftOutBytes()).isEqualTo(behind.end().minus(Lsn.parse(point.lsn())));
    assertThat(point.verdict().why().orElseThrow()).contains("were not replayed");
    assertThat(cut.level().facts())
        .contains("left out: the log from %s to %s".formatted(point.lsn(), behind.end()));
  }

  /// What is written now is not in the vault, and does not come.
  private static void theServerIsAhead(Vault vault, Backup backup, TemporaryCluster source) {
    Lsn written;
    try (Session session = source.session()) {
      session.execute("CREATE TABLE ahead AS SELECT 1 AS id");
      written = session.one("SELECT pg_current_wal_flush_lsn() AS l", row -> row.lsn("l"));
    }
    LogReading reading =
        new LogReading(vault, backup, new LogTerms(1 << 30, OBJECTIVE), Clock.system());

    SourceLead lead =
        SourceLead.measure(source::settings, reading::end, Duration.ofSeconds(1), Clock.system());

    assertThat(lead.lag()).isEmpty();
    assertThat(lead.written().orElseThrow()).isGreaterThanOrEqualTo(written);
    Verdict verdict =
        lead.verdict(reading.end(), Optional.empty(), Duration.ofSeconds(1), Clock.system().now());
    assertThat(verdict.isRefuted()).isTrue();
    assertThat(verdict.why().orElseThrow())
        .contains("the vault has its log up to " + reading.end());
  }

  private void damaged(Path whole, Behind behind) throws IOException {
    Path second = behind.whole().get(1);
    List<Path> tails = files(whole, "vault/tails", "");
    assertThat(tails).hasSize(behind.whole().size());
    Path pack = files(whole, "vault/packs", "-wal-").getFirst();
    Path record = files(whole, "vault/backups", "-wal").getFirst();
    mutate("a flipped byte in a deposit", copyWithFlip(whole, pack, 200), name(pack));
    mutate(
        "a flipped byte in a tail",
        copyWithFlip(whole, tails.getFirst(), -40),
        name(tails.getFirst()));
    mutate(
        "a flipped byte in the last tail",
        copyWithFlip(whole, tails.getLast(), -40),
        name(tails.getLast()));
    mutate(
        "a flipped byte in the head of a tail",
        copyWithFlip(whole, tails.getLast(), 30),
        name(tails.getLast()));
    mutate(
        "a deposit's record removed",
        copyWithout(whole, record),
        "deposit " + name(record) + " of log is in the evidence log");
    mutate(
        "a tail removed",
        copyWithout(whole, tails.getFirst()),
        "from %s to %s".formatted(start(second), start(second).plus(SEGMENT)));
    mutate(
        "the only deposit and all behind it removed",
        without(copyWithout(whole, record), tails),
        "deposit " + name(record));
  }

  private void mutate(String what, Path copy, String name) {
    try (Vault vault = Vault.open(TestVault.settings(copy), KEY)) {
      Proof proof =
          prove(vault, new LogTerms(1 << 30, OBJECTIVE), ProvingSettings.of("ballast prove --log"));
      score.record(what, Level.L1, proof.levels());
      mutations++;
      LevelResult log = proof.levels().get(1);
      assertThat(log.verdict().why().orElse("") + log.facts()).as(what).contains(name);
      assertThat(proof.point()).isEmpty();
      assertThat(proof.phases()).noneMatch(phase -> phase.name().equals("restore"));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static List<Path> files(Path folder, String where, String part) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(where))) {
      return files.filter(file -> name(file).contains(part)).sorted().toList();
    }
  }

  private Path copy(Path whole) throws IOException {
    Path to = folder.resolve("copy-" + mutations);
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(whole.relativize(file).toString()));
      }
    }
    return to;
  }

  /// @param at from the beginning, or from the end where it is negative
  private Path copyWithFlip(Path whole, Path file, int at) throws IOException {
    Path copy = copy(whole);
    Path damaged = copy.resolve(whole.relativize(file).toString());
    byte[] content = Files.readAllBytes(damaged);
    content[at < 0 ? content.length + at : at] ^= 1;
    Files.delete(damaged);
    Files.write(damaged, content);
    return copy;
  }

  private Path copyWithout(Path whole, Path file) throws IOException {
    Path copy = copy(whole);
    Files.delete(copy.resolve(whole.relativize(file).toString()));
    return copy;
  }

  private static Path without(Path copy, List<Path> tails) throws IOException {
    for (Path tail : tails) {
      Files.delete(copy.resolve("vault/tails").resolve(name(tail)));
    }
    return copy;
  }
}
