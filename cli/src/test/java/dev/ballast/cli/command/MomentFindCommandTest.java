package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused before any vault is opened. What is found is shown by `RecoverPageIT`.
class MomentFindCommandTest {
  @ParameterizedTest
  @CsvSource({
    "--largest 0, --largest is not 1 to 10000",
    "--largest 10001, --largest is not 1 to 10000",
    "--at-least 0, --at-least is below 1",
    "--since yesterday, not a time with an offset from UTC",
    "--until 2026-11-30T09:10:00, not a time with an offset from UTC",
    "--since 2026-11-30T09:00:00Z --until 2026-11-30T08:00:00Z, --since is after --until",
    "--timeline 0, not a timeline"
  })
  void whatCannotBeMeantIsRefused(String words, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status =
        CommandRun.of(
                new RootCommand(),
                List.of(("moment find " + words).split(" ", -1)),
                new Terminal(
                    new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
                    new PrintStream(err, false, UTF_8),
                    false,
                    false,
                    Map.of(),
                    Clock.system()))
            .status();

    assertThat(status).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString(UTF_8)).contains(message, "option-invalid");
  }
}
