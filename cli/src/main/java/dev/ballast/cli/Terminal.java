package dev.ballast.cli;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import java.io.PrintStream;
import java.util.Map;

/// The world outside one run of the command line.
///
/// @param out data
/// @param err talk: progress and errors
/// @param outIsTerminal whether `out` is read by a person as it is written
/// @param errIsTerminal whether `err` is
/// @param environment the environment variables
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    Clock clock) {
  public Terminal {
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
    environment = Map.copyOf(environment);
    requireNonNull(clock, "clock is null");
  }

  /// The terminal of this process. Whether a stream is one, the launcher knows (`test -t`) and says
  /// in the system property `ballast.terminal`, since Java can only ask about both at once.
  public static Terminal ofThisProcess() {
    String terminals = System.getProperty("ballast.terminal", "");
    return new Terminal(
        System.out,
        System.err,
        terminals.contains("out"),
        terminals.contains("err"),
        System.getenv(),
        Clock.system());
  }
}
