package dev.ballast.protect.prove;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.DocumentedScore;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.backup.Lineage;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Incremental backups of sound objects whose files are put together wrongly: L1 must refute each.
class LayerMutationIT {
  private static final int MAJOR = 18;
  private static final Pattern PIECES = Pattern.compile("\"pieces\":\\[([^]]*)]");
  private static final Pattern SUMS = Pattern.compile("\"sums\":\\[\"([^\"]*)\"]");
  private static final Pattern CRC = Pattern.compile("\"crc32c\":(-?\\d+),\"chunks\"");
  private static final Pattern SENT = Pattern.compile("\"sent\":\\{[^}]*}");

  @TempDir Path folder;

  private record Fraud(String what, boolean altersContent, UnaryOperator<String> line) {
    static Fraud of(String what, UnaryOperator<String> line) {
      return new Fraud(what, false, line);
    }

    static Fraud ofContent(String what, UnaryOperator<String> line) {
      return new Fraud(what, true, line);
    }
  }

  @Test
  void filesThatArePutTogetherWronglyAreRefutedThoughEveryObjectIsSound() {
    MutationScore score = new MutationScore();
    int frauds = 0;
    try (Vault vault = TestVault.in(folder)) {
      List<Backup> backups = backups(vault);
      Backup parent = backups.getFirst();
      Backup backup = backups.getLast();
      List<String> lines = lines(vault, backup);
      int at = layered(lines);
      String path = path(lines.get(at));
      String before =
          lines(vault, parent).stream().filter(l -> path(l).equals(path)).findFirst().orElseThrow();
      for (Fraud fraud : frauds(before, lines)) {
        List<String> altered = new ArrayList<>(lines);
        altered.set(at, fraud.line().apply(lines.get(at)));
        assertThat(altered).as(fraud.what()).isNotEqualTo(lines);
        Backup forged = commit(vault, backup, altered, backup.record().copy().lineage());
        score.record(fraud.what(), Level.L1, check(vault, forged));
        frauds++;
        if (fraud.altersContent()) {
          assertThatNoRestoreSucceeds(vault, forged, folder.resolve("into-" + frauds));
        }
      }
      score.record(
          "a record without its lineage",
          Level.L1,
          check(vault, commit(vault, backup, lines, Optional.empty())));
      Lineage lineage = backup.record().copy().lineage().orElseThrow();
      Lineage other =
          new Lineage(
              lineage.method(),
              lineage.parent(),
              lineage.because(),
              lineage.receivedBytes(),
              new PageSums("00ff"));
      score.record(
          "a record with another kind of sums",
          Level.L1,
          check(vault, commit(vault, backup, lines, Optional.of(other))));
      frauds += 2;
    } finally {
      score.write("layer-mutations");
    }
    assertThat(score.survivors()).isEmpty();
    DocumentedScore.assertRow(LayerMutationIT.class, frauds);
  }

  private static List<Fraud> frauds(String before, List<String> lines) {
    String label =
        lines.stream().filter(l -> path(l).equals("backup_label")).findFirst().orElseThrow();
    return List.of(
        Fraud.ofContent("a piece from another page of its chunk", l -> moved(l)),
        Fraud.ofContent("two pieces in each other's place", l -> exchanged(l)),
        Fraud.ofContent("zeroes in place of a piece", l -> blanked(l)),
        Fraud.ofContent(
            "the parent's pages under this backup's checksum",
            l -> withSentOf(l, withOf(SUMS, l, withOf(CRC, l, before)))),
        Fraud.of("the parent's file in place of this backup's", _ -> before),
        Fraud.ofContent(
            "another checksum of the whole",
            l -> CRC.matcher(l).replaceFirst("\"crc32c\":77,\"chunks\"")),
        Fraud.of(
            "another checksum of what was sent",
            l -> l.replaceFirst("(\"sent\":.*\"crc32c\":)-?\\d+", "$177")),
        Fraud.of(
            "another size of what was sent",
            l -> l.replaceFirst("(\"sent\":.*\"size\":)\\d+", "$18191")),
        Fraud.of(
            "another name of what was sent",
            l -> l.replaceFirst("INCREMENTAL\\.\\d+", "INCREMENTAL.1")),
        Fraud.of(
            "nothing said of what was sent", l -> SENT.matcher(l).replaceFirst("\"sent\":null")),
        Fraud.of("the sums of another file", l -> otherSums(l, lines)),
        Fraud.of("the label in place of a table", _ -> label));
  }

  private static List<String> pieces(String line) {
    Matcher matcher = PIECES.matcher(line);
    assertThat(matcher.find()).isTrue();
    return new ArrayList<>(List.of(matcher.group(1).split(",", -1)));
  }

  private static String withPieces(String line, List<String> pieces) {
    return PIECES.matcher(line).replaceFirst("\"pieces\":[" + String.join(",", pieces) + "]");
  }

  /// The first piece of one page that is not the first of its chunk.
  private static String moved(String line) {
    List<String> pieces = pieces(line);
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).matches("\"\\d+:8192:\\d+\"")) {
        pieces.set(i, pieces.get(i).replace(":8192:", ":0:"));
        return withPieces(line, pieces);
      }
    }
    throw new AssertionError("no such piece in " + line);
  }

  private static String exchanged(String line) {
    List<String> pieces = pieces(line);
    String first = pieces.getFirst();
    pieces.set(0, pieces.get(1));
    pieces.set(1, first);
    return withPieces(line, pieces);
  }

  private static String blanked(String line) {
    List<String> pieces = pieces(line);
    pieces.set(0, pieces.getFirst().replaceFirst("\"\\d+:\\d+:", "\"-1:0:"));
    return withPieces(line, pieces);
  }

  /// A line with what this one has of a pattern.
  private static String withOf(Pattern pattern, String line, String other) {
    Matcher own = pattern.matcher(line);
    assertThat(own.find()).isTrue();
    return pattern.matcher(other).replaceFirst(own.group());
  }

  private static String withSentOf(String line, String other) {
    Matcher own = SENT.matcher(line);
    assertThat(own.find()).isTrue();
    return other.substring(0, other.length() - 1) + "," + own.group() + "}";
  }

  private static String otherSums(String line, List<String> lines) {
    Matcher own = SUMS.matcher(line);
    assertThat(own.find()).isTrue();
    for (String other : lines) {
      Matcher matcher = SUMS.matcher(other);
      if (matcher.find() && !matcher.group(1).equals(own.group(1))) {
        return line.replace(own.group(), matcher.group());
      }
    }
    throw new AssertionError("no other file has sums");
  }

  private static int layered(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (PIECES.matcher(lines.get(i)).find() && pieces(lines.get(i)).size() > 4) {
        return i;
      }
    }
    throw new AssertionError("no file is in layers");
  }

  private static String path(String line) {
    return line.substring(line.indexOf(":\"") + 2, line.indexOf("\","));
  }

  private static List<LevelResult> check(Vault vault, Backup backup) {
    return new StoredCheck(vault, backup, 2, Clock.system(), Progress.NONE).run();
  }

  private static void assertThatNoRestoreSucceeds(Vault vault, Backup forged, Path into) {
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                new Restore(
                        vault,
                        forged,
                        new RestoreSettings(into, List.of(), 2, false, false),
                        Clock.system(),
                        Progress.NONE)
                    .run());
    assertThat(fault.code())
        .isIn(ProtectError.BACKUP_MANIFEST_MISMATCH, ProtectError.RESTORED_FILE_DIFFERS);
  }

  private static Backup commit(
      Vault vault, Backup backup, List<String> lines, Optional<Lineage> lineage) {
    BackupRecord r = backup.record();
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
      List<ChunkRef> list = new ArrayList<>();
      for (int at = 0; at < text.length; at += vault.chunkSize()) {
        list.add(deposit.put(text, at, Math.min(vault.chunkSize(), text.length - at)));
      }
      BackupRecord.StoredCopy copy =
          new BackupRecord.StoredCopy(r.copy().tablespaces(), list, r.copy().manifest(), lineage);
      deposit.commit(
          Json.write(
              new BackupRecord(
                  r.origin(),
                  r.span(),
                  copy,
                  r.wal(),
                  r.reading(),
                  r.quarantine(),
                  r.totals(),
                  r.phases())));
      return ChosenBackup.find(vault, deposit.id().text(), Optional.empty()).backup();
    }
  }

  private static List<String> lines(Vault vault, Backup backup) {
    try (InputStream in = vault.open(backup.record().copy().fileList())) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A full backup and an incremental one.
  private static List<Backup> backups(Vault vault) {
    try (TemporaryCluster source =
        TemporaryCluster.of(MAJOR, Clock.system()).setting("summarize_wal", "on").start()) {
      List<Backup> taken = new ArrayList<>();
      for (String sql :
          List.of(
              "CREATE TABLE t AS SELECT g AS id, repeat('x', 100) AS what"
                  + " FROM generate_series(1, 20000) g; VACUUM FREEZE t",
              "UPDATE t SET what = 'y' WHERE id % 2000 = 0")) {
        try (Session session = source.session()) {
          for (String statement : List.of(sql.split(";", -1))) {
            session.execute(statement);
          }
        }
        BackupSettings settings =
            new BackupSettings(
                "source", 2, 1, true, Optional.empty(), Optional.empty(), BackupMode.INCREMENTAL);
        taken.add(
            new BackupRun(vault, source.settings(), settings, Clock.system(), Progress.NONE).run());
      }
      return taken;
    }
  }
}
