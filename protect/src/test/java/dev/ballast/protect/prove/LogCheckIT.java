package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.LogFinding.Kind;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.vault.TailWriter;
import dev.ballast.vault.Tails;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckIT {
  private static final long SEGMENT = 1 << 20;

  @TempDir Path folder;

  private List<Path> all = List.of();

  @Test
  void namesWhatBreaksTheLogAndWhichBackupsItConcerns() throws IOException {
    try (TemporaryCluster source =
        TemporaryCluster.of(18, Clock.system())
            .initdb("--wal-segsize=1")
            .setting("archive_mode", "on")
            .setting("archive_command", "false")
            .start()) {
      List<Vault> vaults = new ArrayList<>();
      try {
        for (String name : List.of("whole", "gap", "foreign", "damaged")) {
          vaults.add(TestVault.in(Files.createDirectory(folder.resolve(name))));
        }
        push(vaults.get(2), List.of(ofAnotherCluster(written(source).getFirst())));
        List<Backup> backups = vaults.stream().map(vault -> backup(vault, source)).toList();
        all = written(source);

        aWholeLogIsProvedAndAForkIsNamed(vaults.get(0), backups.get(0));
        aGapConcernsTheBackupsBeforeIt(vaults.get(1), backups.get(1), source);
        anotherClusterAndRecordsThatAreNoneAreNamed(vaults.get(2), backups.get(2));
        aDamagedPackIsNamed(vaults.get(3), backups.get(3));
      } finally {
        vaults.forEach(Vault::close);
      }
    }
  }

  private static Backup backup(Vault vault, TemporaryCluster source) {
    return new BackupRun(
            vault,
            source.settings(),
            new BackupSettings("shop", 2, 1, true, Optional.empty(), Optional.empty()),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  private static List<Path> written(TemporaryCluster source) throws IOException {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE IF NOT EXISTS t (id int)");
      for (int id = 1; id <= 4; id++) {
        session.execute("INSERT INTO t SELECT generate_series(1, 500)");
        session.text("SELECT pg_switch_wal()::text");
      }
    }
    Path wal = source.dataDirectory().resolve("pg_wal");
    try (Stream<Path> marks = Files.list(wal.resolve("archive_status"))) {
      return marks
          .map(mark -> mark.getFileName().toString().replace(".ready", ""))
          .filter(name -> name.length() == 24)
          .sorted()
          .map(wal::resolve)
          .toList();
    }
  }

  /// Those that are not wholly in the backup's own log.
  private List<Path> since(Backup backup) {
    List<Path> since =
        all.stream()
            .filter(file -> backup.record().span().start().isBefore(start(file).plus(SEGMENT)))
            .toList();
    assertThat(since).hasSizeGreaterThan(3);
    return since;
  }

  private static Lsn start(Path segment) {
    String name = segment.getFileName().toString();
    return new Lsn(
        (Long.parseLong(name.substring(8, 16), 16) << 32)
            + Long.parseLong(name.substring(16), 16) * SEGMENT);
  }

  private static void push(Vault vault, List<Path> files) {
    new LogPush(vault, "shop", Clock.system()).push(files);
  }

  private static LogCheck.Result check(Vault vault) {
    return new LogCheck(vault, "shop", Progress.NONE).run();
  }

  private void aWholeLogIsProvedAndAForkIsNamed(Vault vault, Backup backup) throws IOException {
    List<Path> segments = since(backup);
    push(vault, segments);
    Lsn end = start(segments.getLast()).plus(SEGMENT);

    LogCheck.Result whole = check(vault);

    assertThat(whole.findings()).isEmpty();
    assertThat(whole.verdict().isProved()).isTrue();
    assertThat(whole.through().orElseThrow().lsn()).isEqualTo(end);
    assertThat(whole.records()).isGreaterThan(1500);
    long system = backup.record().source().systemIdentifier();
    byte[] content = Files.readAllBytes(segments.get(1));
    content[5000] ^= 1;
    try (Tails.Stream stream = vault.tails().write(system, Duration.ofSeconds(5));
        TailWriter writer = stream.begin(1, start(segments.get(1)).value())) {
      writer.append(content, 0, content.length);
      writer.force();
    }

    LogFinding fork = only(check(vault), Kind.FORK);

    assertThat(fork.from()).contains(start(segments.get(1)).plus(5000));
    assertThat(fork.affected()).containsExactly(backup.id().text());
  }

  private void aGapConcernsTheBackupsBeforeIt(Vault vault, Backup backup, TemporaryCluster source) {
    List<Path> segments = since(backup);
    List<Path> some = new ArrayList<>(segments);
    Path missing = some.remove(some.size() - 2);
    push(vault, some);
    Backup later = backup(vault, source);

    LogCheck.Result result = check(vault);

    assertThat(result.verdict().isRefuted()).as(result.toString()).isTrue();
    LogFinding gap = result.findings().getFirst();
    assertThat(gap.kind()).isEqualTo(Kind.GAP);
    assertThat(gap.timeline()).contains(new TimelineId(1));
    assertThat(gap.from()).contains(start(missing));
    assertThat(gap.to()).contains(start(missing).plus(SEGMENT));
    assertThat(gap.noted()).isPresent();
    assertThat(gap.affected()).containsExactly(backup.id().text());
    assertThat(later.record().span().start()).isGreaterThan(start(missing));
  }

  /// Its system identifier is behind the 24 bytes of a short header.
  private Path ofAnotherCluster(Path segment) throws IOException {
    byte[] content = Files.readAllBytes(segment);
    content[24] ^= 1;
    return Files.write(folder.resolve(segment.getFileName()), content);
  }

  private void anotherClusterAndRecordsThatAreNoneAreNamed(Vault vault, Backup backup)
      throws IOException {
    List<Path> segments = since(backup);
    byte[] content = Files.readAllBytes(segments.get(2));
    content[9000] ^= 1;
    Path changed = Files.write(folder.resolve(segments.get(2).getFileName()), content);
    new LogPush(vault, "shop-2", Clock.system())
        .push(List.of(segments.get(0), segments.get(1), changed));

    LogCheck.Result result = check(vault);

    LogFinding foreign = only(result, Kind.OTHER_SYSTEM);
    assertThat(foreign.detail()).contains("its system identifier is ");
    LogFinding invalid = only(result, Kind.INVALID);
    assertThat(invalid.from().orElseThrow())
        .isBetween(start(segments.get(2)), start(segments.get(2)).plus(9000));
    assertThat(invalid.affected()).containsExactly(backup.id().text());
  }

  /// The first that is pushed is put into a deposit at once; it is one that the backup does not
  /// have, so that it is stored in a pack of its own.
  private void aDamagedPackIsNamed(Vault vault, Backup backup) throws IOException {
    List<Path> segments = since(backup);
    push(vault, List.of(segments.get(2)));
    push(vault, segments);
    try (Stream<Path> files = Files.list(vault.folder().resolve("packs"))) {
      for (Path pack : files.filter(file -> file.toString().contains("-wal-")).toList()) {
        byte[] content = Files.readAllBytes(pack);
        content[200] ^= 1;
        // In place: what the vault has open must be damaged, too.
        Files.setPosixFilePermissions(pack, PosixFilePermissions.fromString("rw-------"));
        Files.write(pack, content);
      }
    }

    LogFinding damage = only(check(vault), Kind.DAMAGE);

    assertThat(damage.affected()).containsExactly(backup.id().text());
  }

  private static LogFinding only(LogCheck.Result result, Kind kind) {
    assertThat(result.verdict().isRefuted()).as(result.toString()).isTrue();
    List<LogFinding> found =
        result.findings().stream().filter(finding -> finding.kind() == kind).toList();
    assertThat(found).as(result.findings().toString()).hasSize(1);
    return found.getFirst();
  }
}
