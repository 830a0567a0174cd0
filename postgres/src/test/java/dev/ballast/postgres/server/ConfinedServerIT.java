package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.machine.CommandLines;
import dev.ballast.machine.Directories;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the superuser of a confined server, who may run any program, reaches of this machine.
class ConfinedServerIT {
  private static TemporaryCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(18, Clock.system()).confinement(Confinement.REQUIRED).start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /// The lines that a shell command prints inside the server.
  private static List<String> shell(String command) {
    try (Session session = cluster.session()) {
      session.execute("CREATE TEMPORARY TABLE said (line text)");
      session.execute(
          "COPY said FROM PROGRAM '"
              + command.replace("'", "''")
              + "' (FORMAT csv, DELIMITER e'\\x01')");
      return session
          .query("SELECT line FROM said", row -> row.textOrEmpty("line").orElse(""))
          .stream()
          .filter(line -> !line.isBlank())
          .toList();
    }
  }

  @Test
  void saysWhatHoldsAndNothingIsMissing() {
    assertThat(cluster.isolation().isComplete()).isTrue();
    assertThat(cluster.isolation().display())
        .endsWith(
            ": own network, read-only file system, own process ids, private memory and /tmp, no"
                + " privileges, private user");
  }

  @Test
  void theEnvironmentHoldsNothingOfThisProcess() {
    assertThat(System.getenv()).containsKey("HOME");
    assertThat(shell("env | cut -d= -f1 | grep -v -E '^(PATH|LC_|BALLAST_SERVER|PG|PWD|_)'; true"))
        .isEmpty();
  }

  @Test
  void noProcessOfTheMachineIsSeen() {
    long jvm = ProcessHandle.current().pid();
    assertThat(shell("kill -0 " + jvm + " 2>&1 || cat /proc/[0-9]*/comm | grep java; true"))
        .allMatch(line -> line.endsWith("No such process"))
        .hasSize(1);
  }

  @Test
  void aFileThatEverybodyMayReadIsNotThere() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    try {
      Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path file = Files.writeString(outside.resolve("note"), "host");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(shell("cat " + file + " 2>&1; cat /etc/hostname 2>&1; true"))
          .hasSize(2)
          .allMatch(line -> line.endsWith("No such file or directory"));
    } finally {
      Directories.delete(outside);
    }
  }

  @Test
  void nothingOutsideTheServersFoldersCanBeWritten() throws IOException {
    Path programs = cluster.installation().home();
    Path conf = cluster.dataDirectory().resolveSibling("conf");
    assertThat(
            shell(
                "for f in / /usr /etc "
                    + programs
                    + " "
                    + conf
                    + "; do touch $f/x 2> /dev/null && echo $f; done; true"))
        .isEmpty();
    // A file of that name in the sandbox's own memory is not the log.
    assertThat(shell("echo plan''ted >> " + cluster.log() + " 2> /dev/null; true")).isEmpty();
    assertThat(Files.readString(cluster.log())).doesNotContain("planted");
  }

  @Test
  void aListenerOnTheMachinesLoopbackIsNotReached() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(
              shell(
                  "bash -c 'exec 3<>/dev/tcp/127.0.0.1/"
                      + listener.getLocalPort()
                      + " && echo reached' 2>/dev/null; true"))
          .isEmpty();
    }
  }

  @Test
  void privilegesCannotBeGained() {
    assertThat(shell("grep -E '^(NoNewPrivs|CapEff)' /proc/self/status | tr -s '[:space:]' ' '"))
        .containsExactly("CapEff: 0000000000000000 NoNewPrivs: 1 ");
  }

  @Test
  void parallelQueriesFindTheirSharedMemory() {
    try (Session session = cluster.session()) {
      session.execute("SET debug_parallel_query = on");
      assertThat(session.number("SELECT count(*) FROM pg_class, pg_attribute")).isPositive();
    }
  }

  @Test
  void aChildThatMadeItselfIndependentEndsWithTheServer() {
    TemporaryCluster other =
        TemporaryCluster.of(18, Clock.system()).confinement(Confinement.REQUIRED).start();
    String mark = Long.toString(1_000_000 + ProcessHandle.current().pid());
    try (other;
        Session session = other.session()) {
      session.execute(
          "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; setsid -f sleep "
              + mark
              + " > /dev/null 2>&1'");
      assertThat(sleepers(mark)).hasSize(1);
    }
    assertThat(sleepers(mark)).isEmpty();
  }

  private static List<ProcessHandle> sleepers(String mark) {
    return CommandLines.withWord(mark);
  }

  /// The sandbox's own `/tmp` must not hide what is named there, and a name may hold anything.
  @Test
  void foldersBelowTheTemporaryDirectoryAreSeenAsNamed() throws IOException {
    Path named = Files.createTempDirectory("a #' folder");
    try {
      Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path readable = Files.createDirectory(named.resolve("readable"));
      Path writable = Files.createDirectory(readable.resolve("writable"));
      ServerUser user = ServerUser.of(Account.LAB);
      user.own(writable);
      ExternalCommand.unbounded(
              Sandbox.of(user)
                  .around(
                      List.of(
                          "/bin/sh",
                          "-c",
                          "echo in > \"$1/writable/file\"; ! touch \"$1/file\" 2> /dev/null",
                          "sh",
                          readable.toString()),
                      new Sandbox.View(List.of(readable), List.of(writable))))
          .run(java.time.Duration.ofSeconds(30));
      assertThat(writable.resolve("file")).hasContent("in");
      assertThat(readable.resolve("file")).doesNotExist();
    } finally {
      Directories.delete(named);
    }
  }

  @Test
  void stopsCrashesAndStartsAgain() {
    try (TemporaryCluster other =
        TemporaryCluster.of(14, Clock.system())
            .confinement(Confinement.PREFERRED)
            .password()
            .start()) {
      try (Session session = other.session()) {
        session.execute("CREATE TABLE t (id int)");
      }
      other.stop(StopMode.FAST);
      assertThat(other.isRunning()).isFalse();
      other.start();
      other.crash();
      other.start();
      try (Session session = other.session()) {
        assertThat(session.number("SELECT count(*) FROM t")).isZero();
      }
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      Fault.class,
                      () ->
                          Session.open(
                              other.settings().withUser("postgres", java.util.Optional.empty()),
                              dev.ballast.postgres.jdbc.SessionOptions.of("no password")))
                  .code())
          .isEqualTo(PostgresError.AUTHENTICATION_FAILED);
    }
  }
}
