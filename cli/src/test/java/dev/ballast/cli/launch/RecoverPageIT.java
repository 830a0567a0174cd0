package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The section of the page for a table that was dropped, command by command as it stands.
@Timeout(300)
final class RecoverPageIT {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "recover.md");
  private static final String SECTION = "## Someone dropped a table at ten past nine\n";
  private static final Pattern EXIT = Pattern.compile("# exit code (\\d+)$");
  private static final Pattern SOCKET =
      Pattern.compile("running: psql \"host=(\\S+) port=(\\d+) user=(\\S+) ");

  private static void shop(TemporaryCluster source, Path folder) throws IOException {
    try (Session session = source.session()) {
      session.execute("CREATE DATABASE shop");
    }
    PageCommands.guard(source, "shop", folder);
    try (Session session = source.session("shop")) {
      session.execute("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
      session.execute("ANALYZE orders");
      session.execute("CREATE TABLE kept AS SELECT 1 AS id");
      session.execute("DROP TABLE orders");
      session.execute("INSERT INTO kept VALUES (2)");
    }
  }

  @Test
  void theTableIsThereJustBeforeAndGoneJustAfter() throws IOException {
    try (TemporaryCluster source = TemporaryCluster.of(18, Clock.system()).tcp().start();
        TemporaryFolder folder = TemporaryFolder.create("recover")) {
      shop(source, folder.path());
      ProcessRun last = new ProcessRun(0, "", "");
      int commands = 0;
      for (PageCommands.Block block : PageCommands.of(PAGE, SECTION)) {
        String text = block.text();
        if (block.kind().equals("text")) {
          String out = last.out();
          assertThat(text.lines().map(String::strip))
              .allSatisfy(line -> assertThat(words(out)).contains(line));
          continue;
        }
        Matcher exit = EXIT.matcher(text.strip());
        last =
            PageCommands.shell(
                folder.path(), text, exit.find() ? Integer.parseInt(exit.group(1)) : 0);
        commands++;
        if (last.out().contains("running: psql")) {
          assertThat(rows(last.out(), "orders")).isEqualTo(1000);
          assertThat(rows(last.out(), "kept")).isEqualTo(1);
          assertThat(last.out()).contains("left out: 2 transactions that committed later");
        }
      }
      assertThat(commands).isEqualTo(5);
      assertThat(last.err()).contains("reachable is ");
      assertThat(folder.path().resolve("never")).doesNotExist();
      justAfter(folder.path());
    }
  }

  /// The other LSN of the same event.
  private static void justAfter(Path folder) throws IOException {
    String commit =
        PageCommands.section(PAGE, SECTION)
            .replaceAll("(?s).*?```sh\n *(before=.*?)```.*", "$1")
            .replace("\"before\"", "\"commit\"")
            .replace("--to ./before", "--to ./after");
    ProcessRun after = PageCommands.shell(folder, commit.stripIndent(), 0);
    try {
      assertThat(rows(after.out(), "orders")).isEqualTo(-1);
      assertThat(rows(after.out(), "kept")).isEqualTo(1);
      assertThat(after.out()).contains("left out: 1 transactions that committed later");
    } finally {
      PostgresServer.endOrphan(folder.resolve("after"));
    }
  }

  /// How many rows a table of the copy has, -1 where there is no such table.
  private static long rows(String said, String table) {
    Matcher at = SOCKET.matcher(said);
    assertThat(at.find()).as(said).isTrue();
    ConnectionSettings copy =
        new ConnectionSettings(
            at.group(1),
            Integer.parseInt(at.group(2)),
            "shop",
            at.group(3),
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    try (Session session = Session.open(copy, SessionOptions.onOwnServer("ballast test"))) {
      if (session.text("SELECT (to_regclass('" + table + "') IS NULL)::text").equals("true")) {
        return -1;
      }
      return session.number("SELECT count(*) FROM " + table);
    }
  }

  /// Columns that the page leaves out do not count.
  private static String words(String out) {
    return out.replaceAll("\\S*\\d+-\\d+-\\S+Z *| {2,}\\d+ {2,}\\S+ {2,}\\S+ *", " ")
        .replaceAll("WHEN +", "")
        .replaceAll(" +TRANSACTION.*", "")
        .replaceAll(" {2,}", " ")
        .replaceAll("(?m)^ | $", "");
  }
}
