package dev.ballast.cli.command.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// One run of a command of `ballast change`, and what it wrote.
record ChangeRun(int status, String out, String err) {

  static ChangeRun of(String... line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        CommandRun.of(
                new ChangeCommand(),
                List.of(line),
                new Terminal(
                    new PrintStream(out, false, UTF_8),
                    new PrintStream(err, false, UTF_8),
                    false,
                    false,
                    Map.of(),
                    Clock.system()))
            .status();
    return new ChangeRun(status, out.toString(UTF_8), err.toString(UTF_8));
  }
}
