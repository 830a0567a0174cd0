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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What commands about a node refuse before anything is started or asked.
class NodeOptionsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private int run(String... words) {
    return CommandRun.of(
            new RootCommand(),
            List.of(words),
            new Terminal(
                new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }

  @ParameterizedTest
  @CsvSource({
    "serve, --port, -1, 0 to 65535",
    "serve, --port, 65536, 0 to 65535",
    "status, --port, 0, 1 to 65535",
    "status, --port, 65536, 1 to 65535",
    "top, --seconds, 0, 1 to 60",
    "top, --seconds, 61, 1 to 60"
  })
  void numbersOutOfRangeAreRefused(String command, String option, String value, String range) {
    assertThat(run(command, option, value)).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString(UTF_8)).contains(option + " is not " + range, "option-invalid");
  }

  @Test
  void aNodeThatWasNeverStartedHasNoToken() {
    assertThat(run("status", "--state", folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.PRECONDITION.status());
    assertThat(err.toString(UTF_8)).contains("token-unreadable", "ballast serve");
  }
}
