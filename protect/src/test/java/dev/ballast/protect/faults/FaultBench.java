package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A source and a vault, and what must hold after every fault whatever it was: no new backup, no
/// object, no slot, no WAL sender, no thread is left, and the next backup succeeds. For one thread.
final class FaultBench implements AutoCloseable {
  static final int MAJOR = TestedMajors.one();
  private static final Duration THREAD_END = Duration.ofMinutes(2);
  private static final Pattern COMMAND = Pattern.compile("(ALTER|GRANT|CREATE) [^;]*;");
  private static final Pattern HBA_LINE = Pattern.compile("(host|hostssl) \\S+ \\S+ \\S+ \\S+$");

  /// What a server is asked to wait for: at most two minutes until nothing of Ballast is left.
  private static final String AWAIT_GONE =
      """
      DO $$
      BEGIN
        FOR i IN 1..12000 LOOP
          PERFORM pg_stat_clear_snapshot();
          EXIT WHEN NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name LIKE 'ballast%')
            AND NOT EXISTS (SELECT FROM pg_stat_activity
                             WHERE application_name LIKE 'ballast _%' AND pid <> pg_backend_pid());
          PERFORM pg_sleep(0.01);
        END LOOP;
      END $$
      """;

  private final TemporaryCluster source;
  private final boolean owned;
  private final Vault vault;

  private FaultBench(TemporaryCluster source, boolean owned, Vault vault) {
    this.source = source;
    this.owned = owned;
    this.vault = vault;
  }

  /// Closes the source with itself.
  static FaultBench of(TemporaryCluster source, Path folder) {
    return new FaultBench(source, true, TestVault.in(folder));
  }

  /// Leaves the source to others.
  static FaultBench beside(TemporaryCluster source, Path folder) {
    return new FaultBench(source, false, TestVault.in(folder));
  }

  TemporaryCluster source() {
    return source;
  }

  Vault vault() {
    return vault;
  }

  /// The source as this user sees it through this port.
  ConnectionSettings at(int port) {
    ConnectionSettings own = source.settings();
    return new ConnectionSettings(
        own.host(),
        port,
        own.database(),
        own.user(),
        own.password(),
        own.tls(),
        own.connectTimeout());
  }

  static BackupSettings withDigest() {
    return new BackupSettings(
        "source", 2, 1, true, Optional.empty(), Optional.of(DigestSettings.defaults(7)));
  }

  static BackupSettings quick() {
    return new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty());
  }

  static RestoreSettings into(Path path) {
    return new RestoreSettings(path, List.of(), 2, false, false);
  }

  Backup backup(ConnectionSettings from, BackupSettings how, Progress progress) {
    return new BackupRun(vault, from, how, Clock.system(), progress).run();
  }

  Backup backup() {
    return backup(source.settings(), quick(), Progress.NONE);
  }

  Fault refused(ConnectionSettings from, BackupSettings how, Progress progress) {
    Fault fault = faultOf(() -> backup(from, how, progress));
    assertNothingLeft();
    return fault;
  }

  static Fault faultOf(Runnable work) {
    Fault fault = catchThrowableOfType(Fault.class, work::run);
    assertThat(fault).isNotNull();
    assertThat(fault.detail()).as("detail of " + fault).isPresent();
    assertThat(fault.hint()).as("hint of " + fault).isPresent();
    return fault;
  }

  /// Nothing of the run is in the vault or in this process; asks nothing of the source.
  void assertNothingLeft() {
    assertThat(vault.deposits()).isEmpty();
    assertThat(objects()).isEmpty();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches("(intake|restore|vault-packs)-.*")) {
        assertThat(ends(thread)).as(thread.getName() + " still runs").isTrue();
      }
    }
  }

  /// The files of the vault that a backup makes, whole or half.
  List<String> objects() {
    Path root = vault.folder();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> root.relativize(f).toString())
          .filter(name -> name.matches("(packs|indexes|backups|tmp|locks)/.*"))
          .filter(name -> !name.matches("locks/(gate|evidence)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The server holds nothing back for us, and a backup succeeds now.
  void assertSourceIsFree() {
    try (Session session = source.session()) {
      session.execute(AWAIT_GONE);
      assertThat(session.text("SELECT count(*)::text FROM pg_replication_slots")).isEqualTo("0");
      assertThat(
              session.query(
                  "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'ballast _%'",
                  row -> row.text(1)))
          .isEmpty();
    }
  }

  void assertNextBackupSucceeds(ConnectionSettings from) {
    Trigger notes = Trigger.never();
    List<DepositId> expected = new ArrayList<>(vault.deposits());
    expected.add(backup(from, quick(), notes).id());
    assertThat(vault.deposits()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(notes.notes()).isEmpty();
    assertSourceIsFree();
  }

  /// Does what the hint says, word by word: its statement as superuser, its line at the head of
  /// `pg_hba.conf`, then a restart, which every one of them survives.
  void repair(Fault fault) {
    String hint = fault.hint().orElseThrow();
    Matcher statement = COMMAND.matcher(hint);
    Matcher line = HBA_LINE.matcher(hint);
    if (line.find()) {
      prepend(line.group());
    } else {
      List<String> statements = statement.results().map(MatchResult::group).toList();
      assertThat(statements).as("statements in: " + hint).isNotEmpty();
      try (Session session = source.session()) {
        statements.forEach(session::execute);
      }
    }
    restart();
  }

  void restart() {
    source.stop(StopMode.FAST);
    source.start();
  }

  private void prepend(String line) {
    Path file = source.hbaFile();
    try {
      Files.writeString(file, line + "\n" + Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    vault.close();
    if (owned) {
      source.close();
    }
  }

  /// A pool reports that it has ended a moment before its last thread is gone.
  private static boolean ends(Thread thread) {
    try {
      return thread.join(THREAD_END);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for a thread to end");
    }
  }
}
