package dev.ballast.cli.command.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.node.Node;
import dev.ballast.server.node.NodeSettings;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A node that has stored nothing yet, of a target that nobody can reach.
class ReportCommandIT {
  private static final Clock CLOCK = Clock.system();

  /// What a command printed and returned.
  private record Ran(int status, String out, String err) {}

  @Test
  void reportsAreWrittenAndReplacedOnlyOnRequest() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("reports");
        Node _ = Node.start(settings(folder.path()), CLOCK)) {
      Path state = folder.path();
      Path pdf = state.resolve("executive.pdf");

      Ran written = run(state, "executive", "--to", pdf.toString(), "--paper", "letter");
      assertThat(written.err()).isEmpty();
      assertThat(written.status()).isEqualTo(ExitCode.DONE.status());
      assertThat(written.out())
          .contains("Nothing is known of capacity: no size is stored.", "written to " + pdf);
      assertThat(Files.readString(pdf, ISO_8859_1)).startsWith("%PDF-").contains("%%EOF");

      Files.writeString(pdf, "kept");
      Ran refused = run(state, "executive", "--to", pdf.toString());
      assertThat(refused.status()).isEqualTo(ExitCode.PRECONDITION.status());
      assertThat(refused.err()).contains("the file exists already", "--replace");
      assertThat(pdf).hasContent("kept");

      Ran json = run(state, "executive", "--to", pdf.toString(), "--replace", "--output", "json");
      assertThat(json.out()).contains("\"report-executive/1\"", "\"sentences\"");
      assertThat(Files.readString(pdf, ISO_8859_1)).startsWith("%PDF-");

      Path markdown = state.resolve("week.md");
      Ran weekly = run(state, "weekly", "--markdown", "--to", markdown.toString());
      assertThat(weekly.status()).isEqualTo(ExitCode.DONE.status());
      assertThat(weekly.out()).contains("there is no baseline yet");
      assertThat(Files.readString(markdown)).startsWith("# Weekly review");

      assertThat(run(state, "weekly", "--to", "x", "--paper", "a5").status())
          .isEqualTo(ExitCode.USAGE.status());
      assertThat(run(state, "executive", "--to", "x", "--last", "1h").status())
          .isEqualTo(ExitCode.USAGE.status());
    }
  }

  private static NodeSettings settings(Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            """
            version: 1
            targets:
              shop:
                host: 127.0.0.1
                port: 9
                user: ballast
                auth: [none]
            """);
    return new NodeSettings(
        Configuration.read(file),
        new StoreLocation.Embedded(folder.resolve("store")),
        folder.resolve("node"),
        folder.resolve("heads"),
        ListenSettings.DEFAULTS.withPort(0));
  }

  private static Ran run(Path state, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        CommandRun.of(
                new RootCommand(),
                Stream.of(
                        Stream.of("report"),
                        Stream.of(words),
                        Stream.of("--state", state.toString()))
                    .flatMap(all -> all)
                    .toList(),
                new Terminal(
                    new PrintStream(out, false, UTF_8),
                    new PrintStream(err, false, UTF_8),
                    false,
                    false,
                    Map.of(),
                    CLOCK))
            .status();
    return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
  }
}
