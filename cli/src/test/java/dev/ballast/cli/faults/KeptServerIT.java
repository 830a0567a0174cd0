package dev.ballast.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A restored server that is left running, reached and stopped as the result says.
@Timeout(300)
final class KeptServerIT {
  private static final int MAJOR = 18;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern RUNNING =
      Pattern.compile(
          "running: psql \"host=(\\S+) port=(\\d+) user=(\\S+) dbname=(\\S+) options='([^']*)'\"");

  @Test
  void thePrintedSessionLoadsNothingThatARoleHasSetAndThePrintedCommandStopsTheServer()
      throws IOException {
    try (TemporaryCluster source = TemporaryCluster.of(MAJOR, Clock.system()).tcp().start();
        Yard yard = Yard.of(source)) {
      try (Session session = source.session()) {
        session.execute("ALTER ROLE postgres SET session_preload_libraries = 'auto_explain'");
      }
      yard.run(0, "backup", "run", "--target", yard.target());
      Path into = yard.path().resolve("tmp/kept");
      aDryRunSaysWhatWouldBeDoneAndDoesNothing(yard, into);

      String said =
          yard.run(0, "restore", "--to", into.toString(), "--keep-running", "--verify-beside");

      String out = yard.out();
      Path pid = into.resolve("postmaster.pid");
      try {
        // Said while it is verified, so that nobody waits for the proof to use the server.
        assertThat(RUNNING.matcher(said).find()).as(said).isTrue();
        assertThat(out).contains("verified beside the running server:", "proved: backup ");
        yard.run(0, "evidence", "list");
        assertThat(yard.out()).containsPattern("proved +backup .* restores to the content");
        assertThat(out)
            .contains("session_preload_libraries = auto_explain, set by role postgres")
            .contains("a session without these options loads what its role or database has set");
        Matcher running = RUNNING.matcher(out);
        assertThat(running.find()).as(out).isTrue();
        assertThat(preloaded(running, printed(running.group(5)))).isEmpty();
        assertThat(preloaded(running, List.of())).as("control").isEqualTo("auto_explain");
      } finally {
        ProcessHandle postmaster =
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst())).orElseThrow();
        ExternalCommand.run(List.of("/bin/sh", "-c", after(out, "stop it: ")), LIMIT);
        postmaster.onExit().join();
      }
      assertThat(pid).doesNotExist();
    }
  }

  private static void aDryRunSaysWhatWouldBeDoneAndDoesNothing(Yard yard, Path into) {
    String[] dry = {"restore", "--to", into.toString(), "--keep-running", "--dry-run"};
    yard.run(0, dry);
    assertThat(yard.out())
        .contains("would restore backup ", "; nothing was written", " segments; ")
        .contains("to be replayed, to exactly 0/", "recovery time    undecided because ");
    assertThat(into).doesNotExist();

    Path occupied = yard.path();
    yard.run(3, "restore", "--to", occupied.toString(), "--dry-run");
    assertThat(yard.out()).contains("REFUSED: ", "(restore-target-not-empty)");
    yard.run(2, "restore", "--to", into.toString(), "--verify-beside");
  }

  private static String preloaded(Matcher running, List<StartupSetting> settings) {
    ConnectionSettings address =
        new ConnectionSettings(
            running.group(1),
            Integer.parseInt(running.group(2)),
            running.group(4),
            running.group(3),
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    try (Session session =
        Session.open(address, SessionOptions.onOwnServer("test").withSettings(settings))) {
      return session.text("SHOW session_preload_libraries");
    }
  }

  private static List<StartupSetting> printed(String options) {
    return Pattern.compile("-c (\\w+)=(\\S*)")
        .matcher(options)
        .results()
        .map(option -> new StartupSetting(option.group(1), option.group(2)))
        .toList();
  }

  private static String after(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }
}
