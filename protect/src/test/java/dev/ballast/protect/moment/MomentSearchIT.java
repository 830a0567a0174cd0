package dev.ballast.protect.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recovery targets, compared with where PostgreSQL's own recovery stops for them.
class MomentSearchIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private Instant committed = Instant.EPOCH;
  private long xid;
  private long prepared;
  private long inner;
  private Lsn after = new Lsn(0);
  private Lsn end = new Lsn(0);

  private static Lsn lsn(Session session, String function) {
    return session.one("SELECT " + function + "() AS lsn", row -> row.lsn("lsn"));
  }

  /// A checkpoint has its time in whole seconds, so none within its second can be a target.
  private static void secondOfTheCheckpointEnds(Session session) {
    Clock clock = Clock.system();
    long began = clock.nanoTime();
    while (session.number(
            "SELECT count(*) FROM pg_control_checkpoint()"
                + " WHERE clock_timestamp() >= checkpoint_time + interval '1 s'")
        == 0) {
      assertThat(clock.since(began)).isLessThan(PATIENCE);
      clock.pause(Duration.ofMillis(20));
    }
  }

  private void work(Session session) {
    secondOfTheCheckpointEnds(session);
    session.execute("CREATE TABLE t (id int)");
    session.execute("SELECT pg_create_restore_point('before')");
    session.execute("BEGIN");
    session.execute("INSERT INTO t VALUES (1)");
    xid = session.number("SELECT pg_current_xact_id()::text::bigint");
    session.execute("SAVEPOINT s");
    session.execute("INSERT INTO t VALUES (2)");
    inner = session.number("SELECT xmin::text::bigint FROM t WHERE id = 2");
    session.execute("COMMIT");
    committed =
        session.one(
            "SELECT pg_xact_commit_timestamp('" + xid + "'::xid) AS at", row -> row.instant("at"));
    session.execute("INSERT INTO t VALUES (3)");
    after = lsn(session, "pg_current_wal_insert_lsn");
    session.execute("BEGIN");
    session.execute("INSERT INTO t VALUES (4)");
    prepared = session.number("SELECT pg_current_xact_id()::text::bigint");
    session.execute("PREPARE TRANSACTION 'p'");
    session.execute("INSERT INTO t VALUES (5)");
    session.execute("ROLLBACK PREPARED 'p'");
    session.execute("SELECT pg_create_restore_point('twice')");
    session.execute("INSERT INTO t VALUES (6)");
    session.execute("SELECT pg_create_restore_point('twice')");
    session.execute("INSERT INTO t VALUES (7)");
    end = lsn(session, "pg_current_wal_flush_lsn");
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyTargetIsWherePostgresqlStops(int major) throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(major, Clock.system())
                .setting("wal_keep_size", "512MB")
                .setting("track_commit_timestamp", "on")
                .setting("max_prepared_transactions", "5")
                .setting("autovacuum", "off")
                .start();
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("moment")) {
      Backup backup = backUp(vault, source);
      try (Session session = source.session()) {
        work(session);
      }
      LogStart start = LogStart.of(backup.record(), backup.record().span().timeline());
      FilesLog log = new FilesLog(source.dataDirectory().resolve("pg_wal"), start, end);

      refusals(start, log);
      Fault other =
          catchThrowableOfType(
              Fault.class,
              () -> RestoreLog.of(vault, backup.record(), Optional.of(new TimelineId(7))));
      assertThat(other.code()).isEqualTo(ProtectError.RECOVERY_TARGET_UNKNOWN);
      assertThat(other.detail().orElse("")).contains("its log is on timeline 1");
      Moment latest = MomentSearch.find(start, log, new LogTarget.Latest());
      assertThat(latest.end()).isEqualTo(end);
      assertThat(latest.leftOut()).isZero();
      Moment immediate = MomentSearch.find(start, log, new LogTarget.Immediate());
      assertThat(immediate.end()).isEqualTo(latest.reach().first());
      assertThat(immediate.leftOut()).isGreaterThanOrEqualTo(6);

      String time = "time=" + committed.toString().replace("Z", "+00");
      Copy copy = Copy.of(source, vault, backup, into.path());
      Moment named = copy.stopsAt(start, log, new LogTarget.Name("before"), "name=before");
      assertThat(named.leftOut()).isEqualTo(5);
      copy.stopsAt(start, log, new LogTarget.Time(committed, false), time, "inclusive=off");
      Moment kept = copy.stopsAt(start, log, new LogTarget.Time(committed, true), time);
      assertThat(kept.lastCommit()).contains(committed);
      assertThat(kept.leftOut()).isEqualTo(4);
      copy.stopsAt(
          start, log, new LogTarget.Position(after, false), "lsn=" + after, "inclusive=off");
      copy.stopsAt(start, log, new LogTarget.Position(after, true), "lsn=" + after);
      copy.stopsAt(
          start,
          log,
          new LogTarget.Transaction(prepared, false),
          "xid=" + prepared,
          "inclusive=off");
      copy.stopsAt(start, log, new LogTarget.Transaction(prepared, true), "xid=" + prepared);
      theNewestBackupBeforeTheTargetIsUsed(vault, source, backup);
    }
  }

  private static Backup backUp(Vault vault, TemporaryCluster source) {
    return new BackupRun(
            vault, source.settings(), BackupSettings.of("source", 1), Clock.system(), Progress.NONE)
        .run();
  }

  private void theNewestBackupBeforeTheTargetIsUsed(
      Vault vault, TemporaryCluster source, Backup first) {
    Backup second = backUp(vault, source);
    ChosenBackup latest = new ChosenBackup(second, List.of());
    for (LogTarget target :
        List.of(new LogTarget.Position(after, true), new LogTarget.Time(committed, true))) {
      ChosenBackup chosen = ReachingBackup.find(vault, latest, target);
      assertThat(chosen.backup().id()).isEqualTo(first.id());
      assertThat(chosen.notes()).singleElement().asString().contains(second.id().text());
    }
    LogTarget later = new LogTarget.Position(second.record().span().consistentAt(), true);
    assertThat(ReachingBackup.find(vault, latest, later)).isEqualTo(latest);
    LogTarget unreachable = new LogTarget.Position(new Lsn(8), true);
    assertThat(ReachingBackup.find(vault, latest, unreachable)).isEqualTo(latest);
  }

  private void refusals(LogStart start, FilesLog log) {
    refused(start, log, new LogTarget.Name("twice"), ProtectError.RECOVERY_TARGET_AMBIGUOUS, "at ");
    refused(start, log, new LogTarget.Name("Before"), ProtectError.RECOVERY_TARGET_UNKNOWN, "/");
    refused(
        start,
        log,
        new LogTarget.Transaction(inner, true),
        ProtectError.RECOVERY_TARGET_UNKNOWN,
        "it is a subtransaction of transaction " + xid);
    refused(
        start,
        log,
        new LogTarget.Position(end.plus(1), true),
        ProtectError.RECOVERY_TARGET_UNREACHABLE,
        end.toString());
    refused(
        start,
        log,
        new LogTarget.Position(start.start(), true),
        ProtectError.RECOVERY_TARGET_UNREACHABLE,
        "reachable is ");
    refused(
        start,
        log,
        new LogTarget.Time(committed.minus(Duration.ofDays(1)), true),
        ProtectError.RECOVERY_TARGET_UNREACHABLE,
        "reachable is ");
    refused(
        start,
        log,
        new LogTarget.Time(committed.plus(Duration.ofDays(1)), true),
        ProtectError.RECOVERY_TARGET_UNREACHABLE,
        "reachable is ");
  }

  private static void refused(
      LogStart start, LogBytes log, LogTarget target, ProtectError code, String detail) {
    Fault fault = catchThrowableOfType(Fault.class, () -> MomentSearch.find(start, log, target));
    assertThat(fault.code()).as(target.text()).isEqualTo(code);
    assertThat(fault.detail().orElse("")).contains(detail);
  }

  /// A restored copy that replays the source's log; its targets must ascend.
  private record Copy(TemporaryCluster source, Path data, Path folder) {
    static Copy of(TemporaryCluster source, Vault vault, Backup backup, Path into)
        throws IOException {
      Path data = into.resolve("data");
      new Restore(
              vault,
              backup,
              new RestoreSettings(data, List.of(), 2, false, false),
              Clock.system(),
              Progress.NONE)
          .run();
      try (var files = Files.list(source.dataDirectory().resolve("pg_wal"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = data.resolve("pg_wal").resolve(file.getFileName());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
          PostgresServer.own(copy);
        }
      }
      PostgresServer.own(Files.createFile(data.resolve("recovery.signal")));
      return new Copy(source, data, into);
    }

    Moment stopsAt(LogStart start, LogBytes log, LogTarget target, String... settings) {
      Moment moment = MomentSearch.find(start, log, target);
      List<ServerSetting> all = new ArrayList<>();
      for (String setting : settings) {
        int sign = setting.indexOf('=');
        all.add(
            new ServerSetting(
                "recovery_target_" + setting.substring(0, sign), setting.substring(sign + 1)));
      }
      all.add(new ServerSetting("recovery_target_action", "pause"));
      all.add(new ServerSetting("restore_command", "false"));
      all.add(new ServerSetting("hot_standby", "on"));
      all.add(new ServerSetting("fsync", "off"));
      all.add(new ServerSetting("track_commit_timestamp", "on"));
      all.add(new ServerSetting("max_prepared_transactions", "5"));
      ServerLaunch launch =
          new ServerLaunch(
              source.installation(), data, folder.resolve("server.log"), all, PATIENCE);
      try (PostgresServer server = PostgresServer.start(launch, Clock.system())) {
        assertThat(replayedWhenPaused(server)).as(target.text()).isEqualTo(moment.end());
      }
      return moment;
    }

    private static Lsn replayedWhenPaused(PostgresServer server) {
      ConnectionSettings settings =
          new ConnectionSettings(
              PostgresServer.HOST,
              server.port(),
              "postgres",
              "postgres",
              Optional.empty(),
              Tls.DISABLED,
              ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
      Clock clock = Clock.system();
      long began = clock.nanoTime();
      try (Session session = Session.open(settings, SessionOptions.onOwnServer("ballast test"))) {
        while (!session.text("SELECT pg_get_wal_replay_pause_state()").equals("paused")) {
          assertThat(clock.since(began)).as(server.logTail()).isLessThan(PATIENCE);
          clock.pause(Duration.ofMillis(20));
        }
        return lsn(session, "pg_last_wal_replay_lsn");
      }
    }
  }
}
