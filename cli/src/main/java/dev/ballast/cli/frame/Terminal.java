package dev.ballast.cli.frame;

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
}
