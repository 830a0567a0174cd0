package dev.ballast.cli.command.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The commands of the lab, from a running server to a removed clone.
class LabCommandIT {
  private static final Pattern ENTRANCE =
      Pattern.compile(
          "host=(\\S+) port=(\\d+) user=(\\S+) dbname=(\\S+) passfile=(\\S+) password=''");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private TemporaryFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TemporaryFolder.create("lab");
  }

  @AfterEach
  void removeFolder() {
    folder.close();
  }

  @Test
  void aCloneIsMadeShownEnteredAndRemoved() throws Exception {
    try (TemporaryCluster source = source()) {
      String target =
          "postgresql://postgres@127.0.0.1:%d/postgres?sslmode=disable"
              .formatted(source.settings().port());
      assertThat(run(withVault("vault", "init", "--new-key"))).as(err::toString).isZero();
      assertThat(run(withVault("lab", "create", "one", "--lab", lab()))).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("backup-unknown");
      assertThat(run(withVault("lab", "create", "one", "--lab", lab(), "--now"))).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("--now and --target go together");
      assertThat(
              run(
                  withVault(
                      "lab",
                      "create",
                      "one",
                      "--lab",
                      lab(),
                      "--now",
                      "--target",
                      target,
                      "--unproved",
                      "--keep-hours",
                      "5")))
          .as(err::toString)
          .isZero();
      assertThat(out.toString(UTF_8))
          .contains("clone one", "PostgreSQL 17", "each use extends it by 5 h");
      assertThat(run(withVault("lab", "create", "two", "--lab", lab(), "--backup", "latest")))
          .isEqualTo(6);
      assertThat(err.toString(UTF_8)).contains("clone-source-unproved", "ballast prove --target");
    }
    assertThat(run("lab", "list", "--lab", lab(), "--output", "json")).isZero();
    assertThat(out.toString(UTF_8)).contains("\"clone-list/1\"", "\"name\" : \"one\"");
    assertThat(run("lab", "show", "one", "--lab", lab())).isZero();
    assertThat(out.toString(UTF_8)).containsPattern("copies +(reflink|overlay|plain copy)");
    enter();
    assertThat(run("lab", "destroy", "one", "--lab", lab())).isZero();
    assertThat(run("lab", "list", "--lab", lab())).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("no clones\n");
    assertThat(folder.path().resolve("lab")).isEmptyDirectory();
    assertThat(run("lab", "show", "one", "--lab", lab())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("clone-unknown");
  }

  @Test
  void aTwinIsMadeWithoutAVaultAndSaysWhatItLacks() {
    assertThat(run("lab", "create", "plans", "--lab", lab(), "--with-values")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--with-values goes with --twin");
    assertThat(run("lab", "create", "plans", "--lab", lab(), "--twin", "x", "--unproved"))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--twin and a backup exclude each other");
    try (TemporaryCluster source = TemporaryCluster.of(14, Clock.system()).tcp().start()) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE outsider LOGIN; CREATE TABLE kept (id int PRIMARY KEY)");
      }
      String target =
          "postgresql://outsider@127.0.0.1:%d/postgres?sslmode=disable"
              .formatted(source.settings().port());
      int status = run("lab", "create", "plans", "--lab", lab(), "--twin", target);
      Assumptions.assumeFalse(
          err.toString(UTF_8).contains("dump-program-missing"),
          "there is no pg_dump of 14 or newer");
      assertThat(status).as(err::toString).isZero();
    }
    assertThat(out.toString(UTF_8))
        .contains(
            "database postgres: a twin without rows",
            "without values of rows",
            "what of the schema it lacks",
            "the role \"outsider\" may not read \"public\".\"kept\"",
            "what of the statistics it lacks",
            "statistics of \"public\".\"kept\" are not readable");
    assertThat(
            run(
                "change",
                "rehearse",
                "--clone",
                "plans",
                "--lab",
                lab(),
                "--statement",
                "ALTER TABLE kept ALTER id TYPE bigint",
                "--undo",
                "ALTER TABLE kept ALTER id TYPE int"))
        .as(err::toString)
        .isEqualTo(3);
    assertThat(out.toString(UTF_8))
        .contains(
            "ACCESS EXCLUSIVE on kept (rewritten), durations and WAL not measured: a twin has no"
                + " rows",
            "a twin of target",
            "undecided");
    assertThat(run("lab", "destroy", "plans", "--lab", lab())).isZero();
  }

  /// A person reads the address while the command waits for Ctrl-C.
  private void enter() throws Exception {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread command =
        Thread.ofVirtual()
            .start(() -> status.complete(run("lab", "connect", "one", "--lab", lab(), "-q")));
    Matcher entrance = entrance(status);
    Path passwords = Path.of(entrance.group(5));
    String line = Files.readString(passwords).strip();
    ConnectionSettings address =
        new ConnectionSettings(
            entrance.group(1),
            Integer.parseInt(entrance.group(2)),
            entrance.group(4),
            entrance.group(3),
            Optional.of(new Password(line.substring(line.lastIndexOf(':') + 1))),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    try (Session session = Session.open(address, SessionOptions.onOwnServer("test"))) {
      assertThat(session.text("SELECT current_user || ' ' || count(*) FROM t"))
          .isEqualTo("app 100");
      session.execute("DROP TABLE t");
    }
    command.interrupt();
    assertThat(status.get()).as(err::toString).isZero();
    assertThat(passwords).doesNotExist();
    assertThat(out.toString(UTF_8)).containsOnlyOnce("psql \"host=");
  }

  private Matcher entrance(CompletableFuture<Integer> status) {
    Matcher entrance = ENTRANCE.matcher(out.toString(UTF_8));
    while (!entrance.find()) {
      assertThat(status).as(err::toString).isNotDone();
      Clock.system().pause(Duration.ofMillis(20));
      entrance = ENTRANCE.matcher(out.toString(UTF_8));
    }
    return entrance;
  }

  private static TemporaryCluster source() {
    TemporaryCluster source = TemporaryCluster.of(17, Clock.system()).tcp().start();
    try (Session session = source.session()) {
      session.execute("CREATE ROLE app");
      session.execute("CREATE DATABASE shop OWNER app");
    }
    try (Session session = source.session("shop")) {
      session.execute("CREATE TABLE t AS SELECT generate_series(1, 100) AS id");
      session.execute("ALTER TABLE t OWNER TO app");
    }
    return source;
  }

  private String lab() {
    return folder.path().resolve("lab").toString();
  }

  private String[] withVault(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--vault",
            folder.path().resolve("vault").toString(),
            "--key",
            "file:" + folder.path().resolve("key")));
    return all.toArray(String[]::new);
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return CommandRun.of(
            new RootCommand(),
            List.of(arguments),
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }
}
