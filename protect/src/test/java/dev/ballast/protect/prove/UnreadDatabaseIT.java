package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that cannot be read costs what is claimed of it, and of no other.
class UnreadDatabaseIT {
  @TempDir Path folder;
  private static TemporaryCluster source;

  @BeforeAll
  static void start() {
    source =
        TemporaryCluster.of(18, Clock.system())
            .hba("local all reader trust")
            .hba("local replication reader trust")
            .start();
    closedAndUnlistable(source);
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @Test
  void leavesTheLevelsThatClaimSomethingOfItUndecidedAndIsNamed() {
    try (Vault vault = TestVault.in(folder)) {
      BackupRun run =
          new BackupRun(
              vault,
              source.settings(),
              BackupSettings.of("source", 7),
              Clock.system(),
              Progress.NONE);
      Backup backup = run.run();
      assertThat(run.unread()).isEmpty();
      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();

      assertThat(proof.levels())
          .as(Json.pretty(proof))
          .extracting(LevelResult::level)
          .containsExactly(Level.values());
      for (LevelResult level : proof.levels().subList(0, 4)) {
        assertThat(level.verdict()).as("%s", level).isEqualTo(Verdict.proved());
      }
      String bytes = "invalid byte sequence for encoding \"UTF8\": 0xe4 0xff";
      String unlistable = "undecided: bytes: what it holds cannot be listed: " + bytes;
      String unnamed = "undecided: d\uFFFD: what it holds cannot be listed: ";
      assertThat(undecided(proof.levels().get(4)))
          .hasSize(3)
          .anyMatch(fact -> fact.startsWith(unlistable))
          .anyMatch(fact -> fact.startsWith(unnamed))
          .anyMatch(fact -> fact.startsWith("undecided: closed: heap public.owned: "));
      assertThat(undecided(proof.levels().get(5)))
          .hasSize(2)
          .anyMatch(fact -> fact.startsWith(unlistable))
          .anyMatch(fact -> fact.startsWith(unnamed));
      assertThat(proof.levels().get(5).facts())
          .anyMatch(fact -> fact.startsWith("closed: check kept") && fact.contains("1 breaches"));
      assertThat(undecided(proof.levels().get(6)))
          .containsExactlyInAnyOrder(
              "undecided: d\uFFFD: database d\uFFFD: database \"d\uFFFD\" does not exist",
              "undecided: german: database german: The server's DateStyle parameter was changed to"
                  + " German, DMY. The JDBC driver requires DateStyle to begin with ISO for correct"
                  + " operation.",
              "undecided: bytes: database bytes: " + bytes,
              "undecided: closed: database closed: it admits no connections (ALLOW_CONNECTIONS"
                  + " false)");
      assertThat(proof.levels().get(6).summary()).contains(" in 3 databases compared");
    }
  }

  /// What the one database that the role may connect to holds cannot be listed.
  @Test
  void ofWhichThereIsNoOtherLeavesContentUndecidedAndTheRestIsProved() {
    // from the one that is left no database can be listed whose name is not valid in UTF8
    rename("d\u00e4", "plain");
    List<String> barred = List.of("postgres", "latin", "german", "plain");
    try (Session session = source.session()) {
      session.execute(
          "CREATE ROLE reader LOGIN REPLICATION; GRANT pg_read_all_data, pg_monitor TO reader");
      session.execute("REVOKE CONNECT ON DATABASE template1 FROM PUBLIC");
      barred.forEach(
          name -> session.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC"));
    }
    try (Vault vault = TestVault.in(folder)) {
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings().withUser("reader", Optional.empty()).withDatabase("bytes"),
                  BackupSettings.of("source", 7),
                  Clock.system(),
                  Progress.NONE)
              .run();
      rename("plain", "d\u00e4");
      assertThat(backup.reading(vault).orElseThrow().targets()).isEmpty();
      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();

      for (LevelResult level : proof.levels().subList(0, 4)) {
        assertThat(level.verdict()).as("%s", level).isEqualTo(Verdict.proved());
      }
      List<String> unread = undecided(proof.levels().get(6));
      assertThat(unread).anyMatch(fact -> fact.startsWith("undecided: bytes: database bytes: "));
      for (String name : barred) {
        assertThat(unread)
            .contains(
                "undecided: %s: database %1$s: the role may not connect to it".formatted(name));
      }
    }
  }

  private static void rename(String from, String to) {
    try (Session session = source.session("latin")) {
      session.execute("ALTER DATABASE \"%s\" RENAME TO \"%s\"".formatted(from, to));
    }
  }

  private static List<String> undecided(LevelResult level) {
    assertThat(level.verdict()).as("%s", level).isInstanceOf(Verdict.Undecided.class);
    return level.facts().stream().filter(fact -> fact.startsWith("undecided: ")).toList();
  }

  /// One that admits nobody, and holds a row that breaks what it does not claim; one with a table
  /// whose name cannot be sent to a client of UTF8; a database and a role whose names are in
  /// LATIN1, since they were made in such a database; and one whose login trigger sets what the
  /// driver refuses.
  private static void closedAndUnlistable(TemporaryCluster source) {
    try (Session session = source.session()) {
      session.execute("CREATE DATABASE closed");
      session.execute("CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
      session.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    }
    try (Session session = source.session()) {
      session.execute("CREATE DATABASE german");
    }
    try (Session session = source.session("german")) {
      session.execute(
          """
          CREATE FUNCTION german() RETURNS event_trigger LANGUAGE plpgsql
              AS 'BEGIN PERFORM pg_catalog.set_config(''DateStyle'', ''German'', false); END';
          CREATE EVENT TRIGGER german ON login EXECUTE FUNCTION german();
          ALTER EVENT TRIGGER german ENABLE ALWAYS;
          """);
    }
    try (Session session = source.session("latin")) {
      session.execute("CREATE DATABASE \"d\u00e4\"");
      session.execute("CREATE ROLE \"owner_\u00f6\"");
    }
    try (Session session = source.session("closed")) {
      session.execute("CREATE TABLE t AS SELECT -1 AS kept");
      session.execute("ALTER TABLE t ADD CONSTRAINT kept CHECK (kept > 0) NOT VALID");
      session.execute("CREATE TABLE owned AS SELECT 1 AS one");
      session.execute(
          """
          DO $$BEGIN EXECUTE (SELECT pg_catalog.format('ALTER TABLE owned OWNER TO %I', rolname)
                                FROM pg_roles WHERE rolname LIKE 'owner@_%' ESCAPE '@'); END$$
          """);
    }
    try (Session session = source.session("bytes")) {
      session.execute(
          """
          DO $$BEGIN EXECUTE pg_catalog.format('CREATE TABLE %I (i int PRIMARY KEY)',
                                               't' || chr(228) || chr(255)); END$$
          """);
    }
    try (Session session = source.session()) {
      session.execute("ALTER DATABASE closed ALLOW_CONNECTIONS false");
    }
  }
}
