package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseSelectionIT {
  private static final String ROWS = "SELECT count(*) || ' ' || sum(id) FROM t";

  @TempDir Path folder;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void onlyTheNamedDatabaseHasContentAndTheOthersCanOnlyBeDropped(int major) throws IOException {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("restore")) {
      Backup backup = backedUpDuringWrites(source, vault);
      String rows;
      try (Session session = session(source, "wanted")) {
        rows = session.text(ROWS);
      }
      assertThatThrownBy(() -> DatabaseSelection.of(vault, backup, List.of("wanted", "absent")))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(ProtectError.DATABASE_UNKNOWN);
                assertThat(fault.detail().orElseThrow())
                    .startsWith("it has big \"one\", ")
                    .endsWith("postgres, template0, template1, wanted");
              });
      RestoreSettings how = settings(into.path().resolve("files"), source);
      List<Path> before = files(into.path());
      RestorePlan plan =
          new RestoreRehearsal(vault, backup, how)
              .plan(PointInTimeRestore.Ending.RECOVERED, PointInTimeRestore.Use.REPLACEMENT);
      assertThat(files(into.path())).as("a rehearsal writes nothing").isEqualTo(before);
      new Restore(vault, backup, how, Clock.system(), Progress.NONE).run();
      assertThatThePlanWasDone(plan, how);
      itServesAndDrops(vault, backup, settings(into.path().resolve("data"), source), rows);
    }
  }

  private static RestoreSettings settings(Path data, TemporaryCluster source) {
    Path elsewhere = data.resolveSibling(data.getFileName() + "-elsewhere");
    return new RestoreSettings(
        data,
        List.of(new TablespaceMapping(source.scratch().toString(), elsewhere)),
        2,
        false,
        false,
        Optional.empty(),
        List.of("wanted"),
        false);
  }

  private static Session session(TemporaryCluster source, String database) {
    return Session.open(
        source.settings().withDatabase(database), SessionOptions.onOwnServer("test"));
  }

  /// What is written while the files are read is replayed on both, also on files without content.
  private static Backup backedUpDuringWrites(TemporaryCluster source, Vault vault) {
    try (Session session = source.session()) {
      session.execute("CREATE TABLESPACE elsewhere LOCATION '" + source.scratch() + "'");
      session.execute("CREATE DATABASE wanted");
      session.execute("CREATE DATABASE \"big \"\"one\"\"\"");
    }
    for (String database : List.of("wanted", "big \"one\"")) {
      try (Session session = session(source, database)) {
        session.execute("CREATE TABLE t AS SELECT generate_series(1, 30000) AS id");
        session.execute("CREATE INDEX ON t (id)");
        session.execute(
            "CREATE TABLE far TABLESPACE elsewhere AS SELECT generate_series(1, 30000) AS id");
        session.execute("CREATE TABLE truncated AS SELECT * FROM far");
      }
    }
    AtomicBoolean wrote = new AtomicBoolean();
    Progress writing =
        new Progress() {
          @Override
          public void begin(String phase, long total) {}

          @Override
          public void advance(long done) {
            if (wrote.compareAndSet(false, true)) {
              write(source);
            }
          }

          @Override
          public void note(String line) {}
        };
    Backup backup =
        new BackupRun(
                vault,
                source.settings(),
                new BackupSettings("source", 1, 1, true, Optional.empty(), Optional.empty()),
                Clock.system(),
                writing)
            .run();
    assertThat(wrote).isTrue();
    return backup;
  }

  private static void write(TemporaryCluster source) {
    for (String database : List.of("wanted", "big \"one\"")) {
      try (Session session = session(source, database)) {
        session.execute("DELETE FROM t WHERE id % 3 = 0");
        session.execute("INSERT INTO t SELECT generate_series(40000, 45000)");
        session.execute("UPDATE far SET id = id + 1 WHERE id < 100");
        session.execute("TRUNCATE truncated");
        session.execute("CREATE TABLE later AS SELECT * FROM far");
        session.execute("VACUUM t");
        session.execute("DROP TABLE far");
      }
    }
    try (Session session = source.session()) {
      session.execute("CREATE DATABASE copied TEMPLATE \"big \"\"one\"\"\"");
    }
  }

  private static void assertThatThePlanWasDone(RestorePlan plan, RestoreSettings how)
      throws IOException {
    assertThat(plan.obstacles()).isEmpty();
    assertThat(plan.leftOut().files()).isGreaterThan(200);
    assertThat(plan.folders()).hasSize(2);
    List<Path> folders = List.of(how.into(), how.tablespaces().getFirst().into());
    assertThat(plan.folders()).extracting(RestorePlan.Folder::into).isEqualTo(folders);
    long files = 0;
    long bytes = 0;
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        files++;
        bytes += Files.size(file);
      }
    }
    assertThat(plan.folders().stream().mapToLong(RestorePlan.Folder::files).sum())
        .isEqualTo(files - plan.leftOut().files());
    // tablespace_map names another path
    assertThat(plan.bytes()).isCloseTo(bytes - plan.leftOut().bytes(), within(1000L));
    assertThat(plan.room().stream().mapToLong(RestorePlan.Room::needed).sum())
        .isBetween(plan.bytes(), plan.bytes() + 4096 * files);
    String du =
        new String(
            ExternalCommand.run(
                List.of("du", "-sk", how.into().resolve("base").toString()),
                Duration.ofSeconds(30)),
            StandardCharsets.UTF_8);
    assertThat(Long.parseLong(du.substring(0, du.indexOf('\t'))) << 10)
        .as("files that were left out take no room")
        .isLessThan(plan.folders().getFirst().bytes());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  private static void itServesAndDrops(Vault vault, Backup backup, RestoreSettings how, String rows)
      throws IOException {
    PointInTimeRestore.Result result =
        new PointInTimeRestore(vault, backup, how, Clock.system(), Progress.NONE)
            .run(PointInTimeRestore.Ending.RUNNING);
    KeptServer kept = result.kept().orElseThrow();
    try {
      try (Session session = open(kept, "wanted")) {
        assertThat(session.text(ROWS)).isEqualTo(rows);
        assertThat(session.text("SELECT sum(id) FROM later")).isEqualTo("450015099");
      }
      for (String gone : List.of("big \"one\"", "copied")) {
        assertThatThrownBy(() -> open(kept, gone).close()).isInstanceOf(Fault.class);
      }
      assertThat(result.notes())
          .contains(
              "left out, without content: big \"one\", copied; no session can connect to them, and"
                  + " they can only be dropped",
              "drop them: DROP DATABASE \"big \"\"one\"\"\"; DROP DATABASE \"copied\";");
      try (Session session = open(kept, "postgres")) {
        session.execute("DROP DATABASE \"big \"\"one\"\"\"");
        session.execute("DROP DATABASE copied");
        session.execute("CREATE DATABASE fresh");
        assertThat(
                session.text("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database"))
            .isEqualTo("fresh postgres template0 template1 wanted");
      }
    } finally {
      PostgresServer.endOrphan(how.into());
    }
  }

  private static Session open(KeptServer kept, String database) {
    return Session.open(
        kept.address().withDatabase(database),
        SessionOptions.onOwnServer("test").withSettings(kept.calm()));
  }
}
