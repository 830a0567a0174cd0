package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The section of the page for a primary that is gone, command by command as it stands.
@Timeout(300)
final class PrimaryGonePageIT {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "recover.md");
  private static final String SECTION = "## The primary is gone\n";
  private static final Pattern START = Pattern.compile("(?m)^start it: (.+)$");

  @Test
  void allThatWasReceivedIsBackAndTheReplacementIsGuarded() throws IOException {
    try (TemporaryCluster source = TemporaryCluster.of(18, Clock.system()).tcp().start();
        TemporaryFolder folder = TemporaryFolder.create("gone")) {
      guarded(source, folder.path());
      try (Session session = source.session()) {
        session.execute("INSERT INTO ledger SELECT generate_series(1, 5000)");
      }
      PageCommands.shell(folder.path(), "ballast wal receive --target shop --until-current", 0);
      source.crash();

      int commands = 0;
      ProcessRun last = new ProcessRun(0, "", "");
      try {
        for (PageCommands.Block block : PageCommands.of(PAGE, SECTION)) {
          String out = last.out();
          if (block.kind().equals("text")) {
            assertThat(block.text().lines()).allSatisfy(line -> assertThat(out).contains(line));
            if (block.text().contains("start it:")) {
              start(out, source, folder.path());
            }
            continue;
          }
          last = PageCommands.shell(folder.path(), block.text(), 0);
          commands++;
        }
        assertThat(commands).isEqualTo(4);
        assertThat(folder.path().resolve("restored")).isDirectory();
        try (Session session = source.session()) {
          assertThat(session.number("SELECT count(*) FROM ledger")).isEqualTo(5000);
          assertThat(session.text("SELECT timeline_id::text FROM pg_control_checkpoint()"))
              .isEqualTo("2");
        }
      } finally {
        PostgresServer.endOrphan(folder.path().resolve("restored"));
      }
    }
  }

  /// The command that was printed; the replacement listens where the source did.
  private static void start(String said, TemporaryCluster source, Path folder) {
    Matcher start = START.matcher(said);
    assertThat(start.find()).as(said).isTrue();
    PageCommands.shell(
        folder, "export PGPORT=" + source.settings().port() + "\n" + start.group(1), 0);
  }

  private static void guarded(TemporaryCluster source, Path folder) throws IOException {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE ledger (id int)");
    }
    PageCommands.guard(source, "postgres", folder);
  }
}
