package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.EventQuery;
import dev.ballast.protect.moment.EventSearch;
import dev.ballast.protect.moment.FoundEvents;
import dev.ballast.protect.moment.LogBytes;
import dev.ballast.protect.moment.LogEvent;
import dev.ballast.protect.moment.LogStart;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.restore.TablespaceMapping;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster whose names are not in UTF-8, with a tablespace in another one's folder and a table
/// that no log is written for.
class OddSourceIT {
  @TempDir Path folder;

  @Test
  void itIsReceivedFoundAndRestored() throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .initdb("--encoding=LATIN1")
                .start();
        ReceiverBench bench = new ReceiverBench(folder);
        TemporaryFolder place = TemporaryFolder.create("restore")) {
      Path outer = source.scratch().resolve("outer");
      Path inner = outer.resolve("inner");
      Backup backup;
      try (Session session = source.session()) {
        makeTables(source, session, outer, inner);
        backup = bench.backup(source.settings());
        LogReceiver receiver = bench.receiver(source.settings());
        try (Receiving receiving = Receiving.start(receiver)) {
          session.execute("DROP TABLE \"größe\"");
          session.execute("INSERT INTO far VALUES (2)");
          ReceiverBench.awaitDurable(receiver, receiving, 1, ReceiverBench.write(session, 1, 1));
        }
      }
      assertThat(dropped(bench.vault(), backup)).containsExactly("größe");
      Path into = place.path().resolve("data");
      Fault nested =
          catchThrowableOfType(Fault.class, () -> restore(bench.vault(), backup, into, List.of()));
      assertThat(nested.code()).isEqualTo(ProtectError.TABLESPACE_MISPLACED);
      assertThat(into).doesNotExist();

      restore(
          bench.vault(),
          backup,
          into,
          List.of(
              new TablespaceMapping(outer.toString(), place.path().resolve("outer")),
              new TablespaceMapping(inner.toString(), place.path().resolve("inner"))));
    }
  }

  private static void makeTables(TemporaryCluster source, Session session, Path outer, Path inner)
      throws IOException {
    ReceiverBench.makeLedger(session);
    source.own(Files.createDirectory(outer));
    session.execute("CREATE TABLESPACE outside LOCATION '" + outer + "'");
    source.own(Files.createDirectory(inner));
    session.execute("CREATE TABLESPACE inside LOCATION '" + inner + "'");
    session.execute("CREATE TABLE wide TABLESPACE outside AS SELECT 1 AS id");
    session.execute("CREATE TABLE far TABLESPACE inside AS SELECT 1 AS id");
    session.execute("CREATE TABLE \"größe\" AS SELECT 1 AS id");
    session.execute("CREATE UNLOGGED TABLE passing AS SELECT 1 AS id");
  }

  private static List<String> dropped(Vault vault, Backup backup) {
    LogChain chain = RestoreLog.of(vault, backup.record(), Optional.empty()).chain();
    FoundEvents found =
        EventSearch.find(
            vault,
            backup,
            LogStart.of(backup.record(), chain.timeline()),
            LogBytes.of(chain),
            new EventQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(LogEvent.Kind.DROPPED),
                0,
                10));
    return found.events().stream().map(event -> event.subject().relation()).toList();
  }

  private static void restore(
      Vault vault, Backup backup, Path into, List<TablespaceMapping> mappings) {
    PointInTimeRestore.Result result =
        new PointInTimeRestore(
                vault,
                backup,
                new RestoreSettings(into, mappings, 2, false, false),
                Clock.system(),
                Progress.NONE)
            .run(PointInTimeRestore.Ending.RUNNING);
    try (Session session =
        Session.open(
            result.kept().orElseThrow().address(), SessionOptions.onOwnServer("ballast test"))) {
      assertThat(session.number("SELECT count(*) FROM ledger")).isEqualTo(1);
      assertThat(session.number("SELECT count(*) FROM wide")).isEqualTo(1);
      assertThat(session.number("SELECT count(*) FROM far")).isEqualTo(2);
      assertThat(session.number("SELECT count(*) FROM passing")).isZero();
      session.execute("INSERT INTO passing VALUES (1)");
      assertThat(session.text("SHOW server_encoding")).isEqualTo("LATIN1");
    } finally {
      PostgresServer.endOrphan(into);
    }
  }
}
