package dev.ballast.protect.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Chains of incremental backups hold what a full backup of the same moment holds. The oracle is
/// the server: the checksums in the manifest of that full backup, and the digests of its content.
class LayeringIT {
  /// What a server writes although nobody changes anything.
  private static final Set<String> OF_EACH_BACKUP =
      Set.of("backup_label", "global/pg_control", "tablespace_map");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aChainHoldsWhatAFullBackupHolds(int major) throws IOException {
    try (TemporaryCluster source = cluster(major);
        Vault vault = TestVault.in(folder)) {
      prepare(source);
      Backup first = take(source, vault, BackupMode.INCREMENTAL);
      assertThat(lineage(first).method()).isEqualTo(Lineage.Method.FULL);
      assertThat(lineage(first).because()).contains("the vault has no earlier backup of source");

      Backup last = first;
      for (String change : CHANGES) {
        change(source, change);
        Backup next = take(source, vault, BackupMode.INCREMENTAL);
        assertThat(lineage(next).method()).isEqualTo(method(major));
        assertThat(lineage(next).parent()).contains(last.id());
        assertThat(newBytes(vault, last, next)).isLessThan(first.record().totals().bytes() / 4);
        assertThatContentHasItsChecksums(vault, next);
        last = next;
      }
      Backup full = take(source, vault, BackupMode.FULL);

      assertThat(lineage(full).method()).isEqualTo(Lineage.Method.FULL);
      assertThat(sums(vault, last)).isEqualTo(sums(vault, full));
      assertThat(layered(vault, last)).isNotEmpty();
      assertThat(layered(vault, full)).isEmpty();
      Backup proved = digested(source, vault);
      vault.remove(
          vault.deposits().stream()
              .filter(id -> !id.equals(proved.id()))
              .collect(Collectors.toMap(Function.identity(), _ -> "only the last is kept")),
          new BackupNeeds(vault));
      assertThat(vault.deposits()).containsExactly(proved.id());
      Proof proof =
          new Proving(
                  vault, proved, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();
      assertThat(proof.levels())
          .as(Json.pretty(proof))
          .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue())
          .extracting(r -> r.level())
          .containsExactly(Level.values());
    }
  }

  /// Two segments, the second of which goes; and the first is cut in its middle and grows again.
  @Test
  void aRelationOfMoreThanASegmentIsCutAndGrows() throws IOException {
    try (TemporaryCluster source = cluster(18);
        Vault vault = TestVault.in(folder)) {
      change(source, "CREATE TABLE wide AS SELECT g AS id FROM generate_series(1, 5000) g");
      extend(source, "wide");
      change(
          source,
          "INSERT INTO wide SELECT g FROM generate_series(5001, 20000) g; VACUUM FREEZE wide");
      take(source, vault, BackupMode.INCREMENTAL);
      change(
          source,
          "DELETE FROM wide WHERE id > 5000; VACUUM wide;"
              + " INSERT INTO wide SELECT g FROM generate_series(5001, 9000) g");

      Backup cut = take(source, vault, BackupMode.INCREMENTAL);

      assertThat(lineage(cut).method()).isEqualTo(Lineage.Method.SERVER);
      assertThat(lineage(cut).receivedBytes()).isLessThan(200 << 20);
      assertThat(sums(vault, cut)).isEqualTo(sums(vault, take(source, vault, BackupMode.FULL)));
    }
  }

  /// Lets a table go on behind a gigabyte of empty pages, which take no room on disk.
  private static void extend(TemporaryCluster source, String table) throws IOException {
    Path file;
    try (Session session = source.session()) {
      file =
          source
              .dataDirectory()
              .resolve(session.text("SELECT pg_relation_filepath('" + table + "')"));
    }
    source.stop(StopMode.FAST);
    try (RandomAccessFile first = new RandomAccessFile(file.toFile(), "rw");
        RandomAccessFile second = new RandomAccessFile(file + ".1", "rw")) {
      first.setLength(1L << 30);
      second.setLength(10 * PageSums.PAGE);
    }
    source.own(Path.of(file + ".1"));
    source.start();
  }

  private static final List<String> CHANGES =
      List.of(
          "UPDATE large SET what = upper(what) WHERE id % 1000 = 7; UPDATE far SET id = id + 1",
          "TRUNCATE small; VACUUM FULL middle; INSERT INTO small SELECT generate_series(1, 9)",
          "DROP DATABASE gone; CREATE DATABASE come TEMPLATE template0",
          "DELETE FROM large WHERE id > 30000; VACUUM large;"
              + " INSERT INTO large SELECT g, md5(g::text) FROM generate_series(60001, 62000) g");

  private static TemporaryCluster cluster(int major) {
    TemporaryCluster.Builder builder =
        TemporaryCluster.of(major, Clock.system()).checksums(true).setting("autovacuum", "off");
    return (major >= 17 ? builder.setting("summarize_wal", "on") : builder).start();
  }

  private static Lineage.Method method(int major) {
    return major >= 17 ? Lineage.Method.SERVER : Lineage.Method.PAGES;
  }

  private static void prepare(TemporaryCluster source) {
    change(
        source,
        "CREATE TABLESPACE elsewhere LOCATION '"
            + source.scratch()
            + "'; CREATE DATABASE gone;"
            + "CREATE TABLE large (id int PRIMARY KEY, what text);"
            + "INSERT INTO large SELECT g, md5(g::text) FROM generate_series(1, 60000) g;"
            + "CREATE TABLE middle AS SELECT g AS id FROM generate_series(1, 20000) g;"
            + "DELETE FROM middle WHERE id % 3 = 0;"
            + "CREATE TABLE small AS SELECT 1 AS id;"
            + "CREATE UNLOGGED TABLE passing AS SELECT g AS id FROM generate_series(1, 5000) g;"
            + "CREATE TABLE far TABLESPACE elsewhere AS SELECT generate_series(1, 30000) AS id");
  }

  private static void change(TemporaryCluster source, String statements) {
    try (Session session = source.session()) {
      for (String statement : List.of(statements.split(";", -1))) {
        session.execute(statement);
      }
    }
  }

  private static Backup take(TemporaryCluster source, Vault vault, BackupMode mode) {
    BackupSettings settings =
        new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty(), mode);
    return new BackupRun(vault, source.settings(), settings, Clock.system(), Progress.NONE).run();
  }

  private static Backup digested(TemporaryCluster source, Vault vault) {
    Backup backup =
        new BackupRun(
                vault,
                source.settings(),
                BackupSettings.of("source", 1).withMode(BackupMode.INCREMENTAL),
                Clock.system(),
                Progress.NONE)
            .run();
    assertThat(lineage(backup).isIncremental()).isTrue();
    return backup;
  }

  private static Lineage lineage(Backup backup) {
    return backup.record().copy().lineage().orElseThrow();
  }

  /// What the files of a backup need that those of the one before do not.
  private static long newBytes(Vault vault, Backup before, Backup backup) {
    Set<ChunkRef> known = chunks(vault, before);
    return chunks(vault, backup).stream()
        .filter(chunk -> !known.contains(chunk))
        .mapToLong(ChunkRef::length)
        .sum();
  }

  private static Set<ChunkRef> chunks(Vault vault, Backup backup) {
    Set<ChunkRef> chunks = new HashSet<>();
    backup.forEachFile(vault, file -> chunks.addAll(file.chunks()));
    return chunks;
  }

  private static Map<String, String> sums(Vault vault, Backup backup) {
    Map<String, String> sums = new TreeMap<>();
    backup.forEachFile(
        vault,
        file -> {
          if (file.kind() == FileEntry.Kind.FILE && !OF_EACH_BACKUP.contains(file.path())) {
            sums.put(file.path(), file.size() + " " + file.crc32c());
          }
        });
    return sums;
  }

  private static Set<String> layered(Vault vault, Backup backup) {
    Set<String> paths = new TreeSet<>();
    backup.forEachFile(
        vault,
        file -> {
          if (!file.layers().isPlain()) {
            paths.add(file.path());
          }
        });
    return paths;
  }

  private static void assertThatContentHasItsChecksums(Vault vault, Backup backup)
      throws IOException {
    List<FileEntry> files = new ArrayList<>();
    backup.forEachFile(vault, files::add);
    for (FileEntry file : files) {
      if (file.kind() == FileEntry.Kind.FILE) {
        try (InputStream in = file.open(vault)) {
          byte[] content = in.readAllBytes();
          CRC32C crc = new CRC32C();
          crc.update(content);
          assertThat(content).as(file.path()).hasSize((int) file.size());
          assertThat((int) crc.getValue()).as(file.path()).isEqualTo(file.crc32c());
        }
      }
    }
    assertThat(backup.requireManifest(vault)).isGreaterThan(900);
  }
}
