package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.report.Harmless;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReadCommandTest {
  private static final String AT = "2026-11-29 22:59:42.123 UTC";
  private static final String QUIET = AT + " [9] LOG:  checkpoint starting: time\n";

  private static final String DEADLOCK =
      AT
          + " [17] app@shop ERROR:  deadlock detected\n"
          + AT
          + " [17] app@shop DETAIL:  Process 17 waits for ShareLock on transaction 5; blocked by process"
          + " 18.\n\tProcess 18 waits for ShareLock on transaction 4; blocked by process 17.\n"
          + "\tProcess 17: UPDATE t SET a = 'geheim'\n\tProcess 18: UPDATE u SET a = 'geheim'\n";

  private static final String CRASH =
      AT + " [9] LOG:  server process (PID 17) was terminated by signal 9: Killed\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private int run(String text, String... options) throws IOException {
    Path log = folder.resolve("server.log");
    Files.writeString(log, text);
    List<String> words = new ArrayList<>(List.of("log", "read", log.toString()));
    words.addAll(List.of(options));
    return run(words);
  }

  private int run(List<String> words) {
    out.reset();
    err.reset();
    return CommandRun.of(
            new RootCommand(),
            words,
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }

  @Test
  void theExitCodeFollowsTheThreshold() throws IOException {
    assertThat(run(QUIET)).isZero();
    assertThat(run(QUIET + DEADLOCK)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("deadlock", "17 waits for 18", "UPDATE t SET a = $1", "2 messages")
        .doesNotContain("geheim");
    assertThat(run(QUIET + DEADLOCK, "--fail-on", "warning")).isEqualTo(3);
    assertThat(run(QUIET + CRASH)).isEqualTo(3);
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    assertThat(run(DEADLOCK + CRASH, "--output", "json")).isEqualTo(3);
    assertThat(out.toString(UTF_8))
        .contains("\"log/1\"", "\"backend-crash\"", "\"blocker\" : 18", "\"name\" : \"signal\"")
        .doesNotContain("geheim");
  }

  @Test
  void theWorstAreShownAndAllAreCounted() throws IOException {
    assertThat(run(DEADLOCK.repeat(5) + CRASH, "--limit", "2")).isEqualTo(3);
    assertThat(out.toString(UTF_8)).contains("backend-crash", "4 events not shown");
    assertThat(out.toString(UTF_8)).containsPattern("deadlock +warning +5 ");
  }

  @Test
  void whatCannotBeUsedIsRefused() throws IOException {
    assertThat(run("no log\n")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("log-form-unknown", "--prefix");
    assertThat(run(QUIET, "--prefix", "%z")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("no escape %z");
    assertThat(run(QUIET, "--format", "syslog")).isEqualTo(2);
    assertThat(run(QUIET, "--timezone", "Nowhere/City")).isEqualTo(2);
    assertThat(run(QUIET, "--limit", "-1")).isEqualTo(2);
    assertThat(run(List.of("log", "read", folder.resolve("gone").toString()))).isEqualTo(6);
    assertThat(err.toString(UTF_8)).contains("log-unreadable", "no such file");
  }

  @Test
  void anEmptyLogHasNoEvents() throws IOException {
    assertThat(run("")).isZero();
    assertThat(out.toString(UTF_8)).contains("0 messages in 0 bytes");
  }

  @Test
  void packedLogsAreUnpacked() throws IOException {
    Path packed = folder.resolve("server.log.gz");
    try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(packed))) {
      file.write(CRASH.getBytes(UTF_8));
    }
    assertThat(run(List.of("log", "read", packed.toString()))).isEqualTo(3);
  }

  /// Anyone who may connect writes into the log: names, and statements that fail.
  @Test
  void whatClientsWriteIsHarmlessWhereItIsShown() throws IOException {
    String hostile =
        AT
            + " [17] \u001b[2J\u202eevil@shop FATAL:  too many connections for role \"\u001b]0;x\u0007\"\n";
    assertThat(run(hostile)).isEqualTo(3);
    Harmless.text(out.toString(UTF_8));
    assertThat(run(hostile, "--output", "json")).isEqualTo(3);
    Harmless.text(out.toString(UTF_8));
  }
}
