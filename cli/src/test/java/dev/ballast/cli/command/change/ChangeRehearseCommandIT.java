package dev.ballast.cli.command.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.cli.launch.GitTree;
import dev.ballast.cli.launch.ProcessRun;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Changes on a clone of a real backup, by the command.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeRehearseCommandIT {
  private static final Clock CLOCK = Clock.system();

  @TempDir private static Path folder;

  private static TemporaryCluster source;
  private static Backup backup;

  private String out = "";
  private String err = "";

  @BeforeAll
  static void backUp() throws IOException {
    MasterKey key = MasterKey.generate();
    key.save(folder.resolve("key"));
    source = TemporaryCluster.of(18, CLOCK).tcp().start();
    Files.writeString(
        folder.resolve("ballast.yaml"),
        """
        version: 1
        vaults:
          main: {folder: vault, key: "file:key"}
        targets:
          shop: {host: 127.0.0.1, port: %d, user: ballast, database: postgres, tls: disable}
        change:
          rehearsal: {wal: 1GB}
        """
            .formatted(source.settings().port()));
    try (Session session = source.session();
        Vault vault =
            Vault.init(
                new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), CLOCK),
                key,
                Vault.DEFAULT_CHUNK_SIZE)) {
      session.execute("CREATE ROLE app");
      session.execute("CREATE ROLE ballast LOGIN");
      session.execute(
          "CREATE TABLE orders AS SELECT g AS id, g::int AS total FROM generate_series(1, 9000) g");
      session.execute("ALTER TABLE orders OWNER TO app");
      session.execute("ANALYZE orders");
      backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("shop", 2, 1, true, Optional.empty(), Optional.empty()),
                  CLOCK,
                  Progress.NONE)
              .run();
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static void prove(Verdict verdict) {
    try (Vault vault =
        Vault.open(
            new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), CLOCK),
            MasterKey.parse(key()))) {
      vault
          .evidence()
          .append(
              new Proof(
                  "it restores",
                  backup.subject(),
                  CLOCK.now(),
                  CLOCK.now(),
                  List.of(new LevelResult(Level.L0, verdict, Duration.ZERO, "", List.of())),
                  List.of(),
                  Duration.ZERO,
                  List.of(),
                  "",
                  ""));
    }
  }

  private static String key() {
    try {
      return Files.readString(folder.resolve("key")).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int run(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("ballast.yaml").toString(), "-q"));
    int status =
        CommandRun.of(
                new RootCommand(),
                all,
                new Terminal(
                    new PrintStream(said, false, UTF_8),
                    new PrintStream(told, false, UTF_8),
                    false,
                    false,
                    Map.of(),
                    CLOCK))
            .status();
    out = said.toString(UTF_8);
    err = told.toString(UTF_8);
    return status;
  }

  private int rehearse(String... arguments) {
    List<String> all = new ArrayList<>(List.of("change", "rehearse"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--lab", folder.resolve("lab").toString()));
    return run(all.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void withoutAProvedBackupThePreconditionIsMissingAndTheHintSaysWhatToRun() {
    prove(Verdict.undecided("page checksums are off"));

    assertThat(rehearse("--target", "shop", "--statement", "SELECT 1")).isEqualTo(6);

    assertThat(err)
        .contains("no backup of target shop was proved")
        .contains("ballast prove --target shop");
    assertThat(folder.resolve("lab")).isEmptyDirectory();
  }

  @Test
  @Order(2)
  void whatReachesOutsideIsRefusedBeforeACloneIsMade() {
    prove(Verdict.proved());

    assertThat(
            rehearse("--target", "shop", "--statement", "COPY orders TO PROGRAM 'mail me@example'"))
        .isEqualTo(4);

    assertThat(err).contains("cannot be rehearsed");
    assertThat(folder.resolve("lab")).isEmptyDirectory();
  }

  @Test
  @Order(3)
  void aRewriteWithItsWayBackIsWithinThePolicyAndRecorded() throws IOException {
    Path markdown = folder.resolve("rehearsal.md");

    int status =
        rehearse(
            "--target",
            "shop",
            "--statement",
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            "--undo",
            "ALTER TABLE orders ALTER COLUMN total TYPE int",
            "--longest-blocking",
            "1min",
            "--forecast",
            "--report",
            "markdown=" + markdown);

    assertThat(status).as(out + err).isZero();
    String clone = "shop-" + backup.id().text().substring(backup.id().text().length() - 8);
    assertThat(out)
        .startsWith("ACCESS EXCLUSIVE on orders for ")
        .contains(" rewritten), ")
        .contains("undone completely by its rollback\nproved: within the policy\n")
        .containsPattern("longest blocking +proved")
        .containsPattern("write-ahead log +proved")
        .containsPattern("rollback +proved")
        .containsPattern(
            "predicted for production\n  ALTER TABLE orders .*: [0-9.]+ m?s \\([0-9.]+ m?s to ")
        .contains("--statement, up: ")
        .contains("--undo, down: ")
        .contains("--statement, up again: ")
        .containsPattern("ACCESS EXCLUSIVE on orders for [0-9.]+ m?s\n")
        .contains("clone      " + clone + ", of backup " + backup.id() + " of target shop\n")
        .containsPattern("run again  ballast change rehearse --target shop --statement \"ALTER .*");
    assertThat(Files.readString(markdown))
        .startsWith(
            "<!-- ballast change rehearse -->\n### Rehearsal: within the policy\n\n**ACCESS");
    shownAsEvidence();
  }

  private void shownAsEvidence() {
    String sha256 =
        out.lines().filter(line -> line.startsWith("change ")).findFirst().orElseThrow();
    String entry =
        out.substring(out.indexOf("ballast evidence show ") + 22).lines().findFirst().get();
    assertThat(run("evidence", "show", entry)).as(err).isZero();
    assertThat(out)
        .startsWith("proved: ACCESS EXCLUSIVE on orders")
        .contains(sha256.substring(sha256.indexOf("SHA-256")))
        .contains("--undo, way back, ")
        .contains("backup           shop " + backup.id());
    assertThat(run("evidence", "show", entry, "--output", "json")).isZero();
    assertThat(out).contains("\"schema\" : \"rehearsal-entry/1\"");
    assertThat(run("evidence", "list")).isZero();
    assertThat(out).contains("predicted --statement: 1 statement");
    assertThat(out).containsPattern("proved +rehearsed: ACCESS EXCLUSIVE on orders");
  }

  @Test
  @Order(4)
  void aBrokenRuleEndsWith3AndIsAFailedTest() {
    String clone = "shop-" + backup.id().text().substring(backup.id().text().length() - 8);

    int status =
        rehearse(
            "--clone",
            clone,
            "--longest-blocking",
            "0ms",
            "--one-way",
            "nobody reads it",
            "--statement",
            "DROP TABLE orders",
            "--report",
            "junit");

    assertThat(status).as(out + err).isEqualTo(3);
    assertThat(out)
        .contains(
            "<testcase classname=\"ballast change rehearse\" name=\"longest blocking\"><failure")
        .contains("name=\"write-ahead log\"></testcase>")
        .doesNotContain("name=\"rollback\"")
        .contains("one-way: nobody reads it")
        .contains("not recorded: no vault is named");
  }

  @Test
  @Order(5)
  void aScriptThatStopsIsBrokenAndJsonHasItsSchema() throws IOException {
    Path file = folder.resolve("V9__slip.sql");
    Files.writeString(file, "ALTER TABLE nobody ADD COLUMN x int;\n");

    int status = rehearse("--target", "shop", "--output", "json", file.toString());

    assertThat(status).as(out + err).isEqualTo(3);
    assertThat(out)
        .contains("\"schema\" : \"change-rehearsal/1\"")
        .contains("\"rule\" : \"runs\"")
        .contains("\"verdict\" : \"refuted\"")
        .contains("\"outcome\" : \"failed\"")
        .contains("\"sqlState\" : \"42P01\"");
  }

  @Test
  @Order(6)
  void twoWaysOfDoingTheSameAreComparedOnOneClone() throws IOException {
    Path atOnce = Files.writeString(folder.resolve("a.sql"), "CREATE INDEX ON orders (total);\n");
    Path beside =
        Files.writeString(
            folder.resolve("b.sql"), "CREATE INDEX CONCURRENTLY ON orders (total);\n");

    int status =
        run(
            "change",
            "compare",
            "--target",
            "shop",
            "--lab",
            folder.resolve("lab").toString(),
            "--one-way",
            "an index is dropped by hand",
            atOnce.toString(),
            beside.toString());

    assertThat(status).as(out + err).isZero();
    assertThat(out)
        .contains("SHARE on orders for ", "no lock that readers or writers wait for")
        .containsPattern("longest blocking +[0-9.]+ m?s +0.0 ms +\\S+b.sql by [0-9.]+ m?s")
        .containsPattern("run again  ballast change compare --target shop .*a.sql \\S+b.sql");
  }

  @Test
  @Order(7)
  void theProcessorOfTheTargetIsMeasuredWhereThatIsWanted() {
    assertThat(forecast())
        .contains("the speed of the destination was not measured")
        .containsPattern("(?m)^rollback +not required: there is no rollback of --statement$")
        .doesNotContain("UNDECIDED");

    assertThat(forecast("--measure-target"))
        .contains("the disk of shop was not measured: it is taken to differ as its processor does")
        .doesNotContain("the speed of the destination was not measured");
  }

  private String forecast(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--target",
                "shop",
                "--statement",
                "CREATE INDEX ON orders (total)",
                "--one-way",
                "an index is dropped by hand",
                "--forecast"));
    all.addAll(List.of(more));
    assertThat(rehearse(all.toArray(String[]::new))).as(out + err).isZero();
    return out;
  }

  /// The author of a pull request writes a policy beside the migration that breaks it.
  @Test
  @Order(8)
  void aChangeCannotLoosenThePolicyThatJudgesIt() {
    GitTree tree =
        GitTree.create(folder.resolve("loosened"))
            .write("ballast.yaml", policy("{longest-blocking: 0ms}"))
            .commit()
            .branch("change")
            .write("ballast.yaml", policy("{longest-blocking: 1h, rollback: optional}"))
            .write("migrations/V2__drop.sql", "ALTER TABLE orders DROP COLUMN total;\n")
            .commit();

    ProcessRun judged = rehearse(tree, "--git-range", "main...", "migrations");

    assertThat(judged.status()).as(judged.out() + judged.err()).isEqualTo(3);
    assertThat(judged.out())
        .containsPattern("longest blocking +REFUTED")
        .containsPattern("rollback +REFUTED");
    assertThat(judged.err())
        .contains(
            "the section change of ballast.yaml is not what it is in main: that of main applies");

    // Whom the file is named by says whose it is; that it is another one is reported anyway.
    ProcessRun named =
        rehearse(tree, "--git-range", "main...", "--config", "ballast.yaml", "migrations");
    assertThat(named.status()).as(named.out() + named.err()).isZero();
    assertThat(named.err())
        .contains(
            "the section change of ballast.yaml is not what it is in main: that of the working"
                + " tree applies, since --config names it");
  }

  @Test
  @Order(9)
  void whereNoMigrationIsNewNothingIsRehearsedAndItSaysSo() {
    GitTree tree =
        GitTree.create(folder.resolve("unchanged"))
            .write("migrations/V1__drop.sql", "DROP TABLE orders;\n")
            .commit()
            .branch("change")
            .write("README", "nothing")
            .commit();

    ProcessRun run = rehearse(tree, "--git-range", "main...", "migrations");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("no migration is new, so nothing was rehearsed\n");
    ProcessRun all = rehearse(tree, "--all", "--git-range", "main...", "migrations");
    assertThat(all.status()).as("a control").isEqualTo(3);
  }

  private static String policy(String rehearsal) {
    return "version: 1\nchange:\n  rehearsal: " + rehearsal + "\n";
  }

  private static ProcessRun rehearse(GitTree tree, String... arguments) {
    String id = backup.id().text();
    List<String> all = new ArrayList<>(List.of("change", "rehearse"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of(
            "--clone",
            "shop-" + id.substring(id.length() - 8),
            "--lab",
            folder.resolve("lab").toString(),
            "-q"));
    return tree.ballast(Map.of(), all);
  }
}
