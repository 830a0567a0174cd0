package dev.ballast.cli.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/// A terminal that remembers what was written to it.
final class Screen {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Terminal pipes(Clock clock) {
    return terminal(false, Map.of(), clock);
  }

  Terminal terminal(boolean isTerminal, Map<String, String> environment, Clock clock) {
    return new Terminal(
        new PrintStream(out, false, UTF_8),
        new PrintStream(err, false, UTF_8),
        isTerminal,
        isTerminal,
        environment,
        clock);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }
}
