package dev.ballast.protect.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.prove.StoredCheck;
import dev.ballast.vault.ChunkedOutput;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a server: what it refuses, and what is damaged between two backups, costs a full backup and
/// no more.
class BasisSearchIT {
  @TempDir Path folder;

  @Test
  void whatTheServerCannotTellAndWhatIsDamagedMakesTheBackupAFullOne() throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(18, Clock.system()).setting("autovacuum", "off").start();
        Vault vault = TestVault.in(folder)) {
      summarize(source, "on");
      execute(source, "CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 50000) g");
      Backup first = take(source, vault);

      summarize(source, "off");
      execute(source, "UPDATE t SET id = -id WHERE id < 200");
      Backup hashed = take(source, vault);
      assertFull(hashed, "kept no hashes of its pages");
      execute(source, "UPDATE t SET id = -id WHERE id BETWEEN 300 AND 400");
      Backup compared = take(source, vault);
      assertThat(lineage(compared).method()).isEqualTo(Lineage.Method.PAGES);
      assertThat(lineage(compared).parent()).contains(hashed.id());
      assertThat(lineage(compared).because().orElseThrow()).startsWith("summarize_wal is off");

      summarize(source, "on");
      loseSummaries(source, compared.record().span().start());
      Backup refused = take(source, vault);
      assertFull(refused, "the server refuses an incremental one: ");
      Backup next = take(source, vault);
      assertThat(lineage(next).method()).isEqualTo(Lineage.Method.SERVER);
      assertThat(lineage(next).parent()).contains(refused.id());

      execute(source, "UPDATE t SET id = -id WHERE id BETWEEN 500 AND 600");
      Backup forged = withOtherSums(vault, next);
      Backup again = take(source, vault);
      assertFull(again, "backup " + forged.id() + " cannot be built on: the sums of the pages of ");

      aDamagedParent(source, vault, again, first.id());
    }
  }

  @Test
  void anotherClusterAndAnEarlierStateOfItAreBackedUpOnlyWhereThatIsWanted() {
    try (TemporaryCluster source = TemporaryCluster.of(18, Clock.system()).start();
        Vault vault = TestVault.in(folder)) {
      Backup first = take(source, vault);
      // With a segment size of its own it is no copy of the same template.
      try (TemporaryCluster other =
          TemporaryCluster.of(18, Clock.system()).initdb("--wal-segsize=1").start()) {
        Fault fault = catchThrowableOfType(Fault.class, () -> take(other, vault));
        assertThat(fault.code()).isEqualTo(ProtectError.SOURCE_REPLACED);
        assertThat(fault.detail().orElseThrow())
            .contains(Long.toUnsignedString(first.record().source().systemIdentifier()));
        assertThat(vault.deposits()).containsExactly(first.id());

        Backup wanted = take(other, vault, BackupMode.NEW_SOURCE);
        assertThat(lineage(wanted).method()).isEqualTo(Lineage.Method.FULL);
        assertThat(take(other, vault).record().source().systemIdentifier())
            .isEqualTo(wanted.record().source().systemIdentifier());
        assertThat(catchThrowableOfType(Fault.class, () -> take(source, vault)).code())
            .isEqualTo(ProtectError.SOURCE_REPLACED);
      }
    }
  }

  /// A flipped byte of a pack is found by L0 of each backup that needs it, and a pack that was cut
  /// by the next backup.
  private void aDamagedParent(TemporaryCluster source, Vault vault, Backup parent, DepositId oldest)
      throws IOException {
    Path pack = largestPackOf(oldest);
    byte[] sound = Files.readAllBytes(pack);
    Files.setPosixFilePermissions(pack, PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
      for (long at = 1000; at < channel.size() - 1000; at += 4000) {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) ~sound[(int) at]}), at);
      }
    }
    assertThat(new StoredCheck(vault, parent, 2, Clock.system(), Progress.NONE).run().getFirst())
        .satisfies(
            l0 -> {
              assertThat(l0.level()).isEqualTo(Level.L0);
              assertThat(l0.verdict().isRefuted()).isTrue();
            });
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
      channel.truncate(sound.length / 2);
    }
    Backup full = take(source, vault);
    assertFull(full, "backup " + parent.id() + " is damaged: ");
    assertThat(new StoredCheck(vault, full, 2, Clock.system(), Progress.NONE).run())
        .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue());
  }

  /// The same backup once more, with the sums of every file in place of another's.
  private static Backup withOtherSums(Vault vault, Backup backup) {
    List<FileEntry> files = new ArrayList<>();
    backup.forEachFile(vault, files::add);
    List<FileEntry> summed = files.stream().filter(f -> !f.sums().isEmpty()).toList();
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      ChunkedOutput list = deposit.output();
      try (list) {
        for (FileEntry file : files) {
          int at = summed.indexOf(file);
          FileList.append(
              list, at < 0 ? file : withSums(file, summed.get((at + 1) % summed.size()).sums()));
        }
      }
      BackupRecord r = backup.record();
      deposit.commit(
          Json.write(
              new BackupRecord(
                  r.origin(),
                  r.span(),
                  new BackupRecord.StoredCopy(
                      r.copy().tablespaces(), list.refs(), r.copy().manifest(), r.copy().lineage()),
                  r.wal(),
                  r.reading(),
                  r.quarantine(),
                  r.totals(),
                  r.phases())));
      return Backup.load(vault, deposit.id());
    }
  }

  private static FileEntry withSums(FileEntry file, List<ChunkRef> sums) {
    return new FileEntry(
        file.path(),
        file.kind(),
        file.size(),
        file.mode(),
        file.crc32c(),
        file.layers(),
        sums,
        file.sent());
  }

  private Path largestPackOf(DepositId deposit) throws IOException {
    try (Stream<Path> packs = Files.list(folder.resolve("vault/packs"))) {
      return packs
          .filter(path -> path.getFileName().toString().startsWith(deposit.text()))
          .max(Comparator.comparingLong(path -> path.toFile().length()))
          .orElseThrow();
    }
  }

  /// Removes the summary of the WAL behind `start`, once it was written.
  private static void loseSummaries(TemporaryCluster source, Lsn start) throws IOException {
    try (Session session = source.session()) {
      session.execute("CHECKPOINT");
      session.execute(
          "DO $$ BEGIN FOR i IN 1..2000 LOOP"
              + " EXIT WHEN EXISTS (SELECT FROM pg_available_wal_summaries() WHERE end_lsn > '"
              + start
              + "'); PERFORM pg_sleep(0.01); END LOOP; END $$");
    }
    try (Stream<Path> summaries = Files.list(source.dataDirectory().resolve("pg_wal/summaries"))) {
      for (Path summary : summaries.toList()) {
        Files.delete(summary);
      }
    }
  }

  /// Returns when new sessions see it.
  private static void summarize(TemporaryCluster source, String value) {
    execute(source, "ALTER SYSTEM SET summarize_wal = " + value);
    execute(source, "SELECT pg_reload_conf()");
    for (int i = 0; i < 1000; i++) {
      try (Session session = source.session()) {
        if (session.text("SHOW summarize_wal").equals(value)) {
          return;
        }
      }
    }
    fail("summarize_wal does not become " + value);
  }

  private static void execute(TemporaryCluster source, String sql) {
    try (Session session = source.session()) {
      session.execute(sql);
    }
  }

  private static Backup take(TemporaryCluster source, Vault vault) {
    return take(source, vault, BackupMode.INCREMENTAL);
  }

  private static Backup take(TemporaryCluster source, Vault vault, BackupMode mode) {
    BackupSettings settings =
        new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty(), mode);
    return new BackupRun(vault, source.settings(), settings, Clock.system(), Progress.NONE).run();
  }

  private static Lineage lineage(Backup backup) {
    return backup.record().copy().lineage().orElseThrow();
  }

  private static void assertFull(Backup backup, String because) {
    assertThat(lineage(backup).method()).isEqualTo(Lineage.Method.FULL);
    assertThat(lineage(backup).because().orElseThrow()).contains(because);
  }
}
