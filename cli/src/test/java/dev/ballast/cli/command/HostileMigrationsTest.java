package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.command.change.ChangeCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.report.Harmless;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files whose names and statements want to say more than they are, through the whole command.
final class HostileMigrationsTest {
  private static final String STATEMENTS =
      """
      CREATE INDEX "::error::\u001b]0;owned\u0007\u202e" /*
      ```
      </details>
      ::add-mask::x
      ##[add-path]x
      */ ON "orders\r::set-output name=a::b" (code);
      SELECT FROM WHERE;
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void noFormLetsThemForgeWhatIsPrinted() throws IOException {
    Files.writeString(
        folder.resolve("V2__a\n::error file=x,line=1::owned \u001b[2J##[add-path]x.sql"),
        STATEMENTS);
    Files.writeString(folder.resolve("::warning::V3__b.sql"), STATEMENTS);

    for (List<String> form :
        List.of(
            List.<String>of(),
            List.of("--output", "json"),
            List.of("--report", "sarif"),
            List.of("--report", "gitlab"),
            List.of("--report", "junit"),
            List.of("--report", "markdown"))) {
      assertThat(check(false, form, folder.toString())).as(form.toString()).isEqualTo(3);
      Harmless.text(err.toString(UTF_8));
      Harmless.text(out.toString(UTF_8));
    }
    assertThat(check(true, List.of(), folder.toString())).isEqualTo(3);
    Harmless.text(Harmless.uncoloured(out.toString(UTF_8)));
    assertThat(check(false, List.of("--report", "github"), folder.toString())).isEqualTo(3);
    Harmless.characters(out.toString(UTF_8));
    assertThat(out.toString(UTF_8).lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("::(error|warning|notice) file=[^:,]*,line=.*"));
  }

  @Test
  void aMessageThatRepeatsANameShowsIt() {
    assertThat(check(false, List.of(), "no\n::error::such\u001b[2J file")).isEqualTo(2);
    Harmless.text(err.toString(UTF_8));
    assertThat(err.toString(UTF_8)).contains("no\n  \\x3a:error::such\\x1b[2J file");

    assertThat(check(false, List.of("--report", "x\nhint: run this\n::error::\u202e"), "a"))
        .isEqualTo(2);
    Harmless.text(err.toString(UTF_8));
    assertThat(err.toString(UTF_8)).doesNotContain("\nhint: run this");
  }

  @Test
  void anUntrustedChangeNeedsARangeAndGetsNoTarget() {
    assertThat(check(false, List.of("--untrusted"), "a")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--untrusted goes with --git-range");

    assertThat(
            check(
                false,
                List.of(
                    "--untrusted",
                    "--git-range",
                    "main...",
                    "--target",
                    "postgresql://a@127.0.0.1:1/b"),
                "a"))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--untrusted and --target do not go together");
  }

  private int check(boolean terminal, List<String> options, String path) {
    out.reset();
    err.reset();
    List<String> line = new ArrayList<>(List.of("check"));
    line.addAll(options);
    line.add(path);
    return CommandRun.of(
            new ChangeCommand(),
            line,
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                terminal,
                terminal,
                Map.of(),
                Clock.system()))
        .status();
  }
}
