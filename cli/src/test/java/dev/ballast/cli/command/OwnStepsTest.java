package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.command.change.ChangeCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The steps that make Ballast's own store, under the check that Ballast gives to others.
final class OwnStepsTest {
  private static final String STEPS = "../store/src/main/resources/dev/ballast/store/schema";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void nothingIsFoundInThem(int major) {
    int status =
        CommandRun.of(
                new ChangeCommand(),
                List.of(
                    "check",
                    "--fail-on",
                    "warning",
                    "--server-major",
                    Integer.toString(major),
                    STEPS),
                new Terminal(
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(err, true, UTF_8),
                    false,
                    false,
                    Map.of(),
                    Clock.system()))
            .status();

    assertThat(out.toString(UTF_8) + err.toString(UTF_8)).contains("nothing found in ");
    assertThat(status).isZero();
  }
}
