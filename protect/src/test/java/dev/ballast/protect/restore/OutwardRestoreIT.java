package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A subscriber is lost, its publisher lives on and keeps changes for it. Proving and restoring its
/// backup must take none of them.
class OutwardRestoreIT {
  private static final String SLOT =
      "SELECT slot_name || ' ' || active || ' ' || confirmed_flush_lsn FROM pg_replication_slots";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aPublishersSlotIsLeftAloneAndWhatActsByItselfIsNamedAndDisabled(int major)
      throws IOException {
    try (TemporaryCluster publisher =
            TemporaryCluster.of(major, Clock.system())
                .setting("wal_level", "logical")
                .tcp()
                .ownIdentity()
                .start();
        TemporaryCluster source =
            TemporaryCluster.of(major, Clock.system())
                .setting("shared_preload_libraries", "passwordcheck")
                .ownIdentity()
                .start();
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("restore")) {
      subscribe(source, publisher);
      Backup backup = backup(source, vault);
      source.stop(StopMode.FAST);
      String before;
      try (Session session = publisher.session()) {
        session.execute("INSERT INTO feed VALUES (2), (3)");
        before = leftSlot(session);
      }
      assertThat(before).startsWith("sub false ");
      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();
      assertThat(proof.levels())
          .filteredOn(level -> level.level() == Level.L2)
          .flatExtracting(LevelResult::facts)
          .containsExactly("not preloaded on the copy: passwordcheck");
      PointInTimeRestore.Result plain =
          restore(vault, backup, into.path().resolve("plain"), PointInTimeRestore.Use.REPLACEMENT);
      named(plain.outward().orElseThrow());
      Path drill = into.path().resolve("drill");
      named(restore(vault, backup, drill, PointInTimeRestore.Use.DRILL).outward().orElseThrow());
      try (Session session = publisher.session()) {
        assertThat(session.text(SLOT)).isEqualTo(before);
      }
      drillActsForNobody(source, drill, into.path());
      try (Session session = publisher.session()) {
        assertThat(session.text(SLOT)).isEqualTo(before);
      }
    }
  }

  /// The slot once the publisher has noticed that the subscriber is gone.
  private static String leftSlot(Session publisher) {
    Clock clock = Clock.system();
    long began = clock.nanoTime();
    String slot = publisher.text(SLOT);
    while (!slot.startsWith("sub false ")) {
      assertThat(clock.since(began)).isLessThan(Duration.ofMinutes(2));
      clock.pause(Duration.ofMillis(10));
      slot = publisher.text(SLOT);
    }
    return slot;
  }

  private static void subscribe(TemporaryCluster source, TemporaryCluster publisher) {
    try (Session session = publisher.session()) {
      session.execute("CREATE TABLE feed (id int PRIMARY KEY); INSERT INTO feed VALUES (1)");
      session.execute("CREATE PUBLICATION p FOR TABLE feed");
    }
    Clock clock = Clock.system();
    try (Session session = source.session()) {
      session.execute("CREATE TABLE feed (id int PRIMARY KEY)");
      session.execute(
          "CREATE SUBSCRIPTION sub CONNECTION 'host=127.0.0.1 port=%d user=postgres dbname=postgres' PUBLICATION p"
              .formatted(publisher.settings().port()));
      session.execute("CREATE EXTENSION postgres_fdw");
      session.execute(
          "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '%d', dbname 'postgres')"
              .formatted(publisher.settings().port()));
      session.execute(
          "CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (user 'postgres')");
      session.execute(
          "CREATE FOREIGN TABLE far (id int) SERVER elsewhere OPTIONS (table_name 'feed')");
      session.execute(
          """
          CREATE FUNCTION ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$fired$$; END';
          CREATE SCHEMA cron;
          CREATE TABLE cron.job (jobid bigint PRIMARY KEY, schedule text, command text, database text, username text, active boolean);
          INSERT INTO cron.job VALUES (7, '* * * * *', 'SELECT 1', 'postgres', 'postgres', true);
          INSERT INTO cron.job VALUES (8, '* * * * *', 'SELECT 1', 'postgres', 'postgres', false);
          INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            VALUES (99999, 'pg_cron', 10, 'cron'::regnamespace, false, '1.6');
          ALTER EXTENSION pg_cron ADD TABLE cron.job;
          ALTER DATABASE postgres SET session_preload_libraries = 'auto_explain';
          ALTER ROLE postgres SET work_mem = '5MB';
          CREATE EVENT TRIGGER ddl ON ddl_command_start EXECUTE FUNCTION ddl()
          """);
      long began = clock.nanoTime();
      while (!session.text("SELECT min(srsubstate) FROM pg_subscription_rel").equals("r")) {
        assertThat(clock.since(began)).isLessThan(Duration.ofMinutes(2));
        clock.pause(Duration.ofMillis(20));
      }
      session.execute("ALTER SYSTEM SET local_preload_libraries = 'passwordcheck'");
    }
  }

  private static Backup backup(TemporaryCluster source, Vault vault) {
    return new BackupRun(
            vault, source.settings(), BackupSettings.of("source", 4), Clock.system(), Progress.NONE)
        .run();
  }

  private static PointInTimeRestore.Result restore(
      Vault vault, Backup backup, Path into, PointInTimeRestore.Use use) {
    return new PointInTimeRestore(
            vault,
            backup,
            new RestoreSettings(into, List.of(), 2, false, false),
            Clock.system(),
            Progress.NONE)
        .run(PointInTimeRestore.Ending.RECOVERED, use);
  }

  private static void named(OutwardObjects outward) {
    assertThat(outward.lines())
        .containsExactlyInAnyOrder(
            "subscription sub in postgres, slot sub",
            "cron job 7 (* * * * *) in postgres as postgres",
            "foreign server elsewhere in postgres, postgres_fdw",
            "session_preload_libraries = auto_explain, set by database postgres",
            "shared_preload_libraries = passwordcheck, set by the source's configuration",
            "local_preload_libraries = passwordcheck, set by postgresql.auto.conf",
            "event trigger ddl in postgres on ddl_command_start");
  }

  /// Started with its own configuration, workers and all.
  private static void drillActsForNobody(TemporaryCluster source, Path drill, Path scratch)
      throws IOException {
    Path sockets = Files.createDirectory(scratch.resolve("sockets"));
    PostgresServer.own(sockets);
    Files.writeString(drill.resolve("pg_hba.conf"), "local all all trust\n");
    ServerLaunch launch =
        new ServerLaunch(
            source.installation(),
            drill,
            Files.createFile(scratch.resolve("drill.log")),
            List.of(new ServerSetting("fsync", "off")),
            Optional.of(sockets),
            Duration.ofSeconds(60));
    try (PostgresServer server = PostgresServer.start(launch, Clock.system());
        Session session = session(server, sockets)) {
      assertThat(session.text("SHOW local_preload_libraries")).isEmpty();
      assertThat(session.text("SHOW session_preload_libraries")).isEmpty();
      assertThat(session.text("SHOW archive_mode")).isEqualTo("off");
      assertThat(session.text("SHOW work_mem")).isEqualTo("5MB");
      assertThat(session.text("SELECT count(*) FROM cron.job WHERE active")).isEqualTo("0");
      assertThat(session.text("SELECT count(*) FROM feed")).isEqualTo("1");
      assertThatThrownBy(() -> session.query("SELECT id FROM far", row -> 0))
          .hasMessageContaining("no handler");
      assertThatThrownBy(() -> session.execute("ALTER SUBSCRIPTION sub ENABLE"))
          .hasMessageContaining("slot name");
      session.execute("DROP SUBSCRIPTION sub");
    }
  }

  private static Session session(PostgresServer server, Path sockets) {
    return Session.open(
        new ConnectionSettings(
            sockets.toString(),
            server.port(),
            "postgres",
            "postgres",
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT),
        SessionOptions.onOwnServer("ballast test"));
  }
}
