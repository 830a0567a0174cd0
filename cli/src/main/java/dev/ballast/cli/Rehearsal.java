package dev.ballast.cli;

import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// What packaging runs once, so that the JVM's start-up cache holds the classes of the usual calls.
final class Rehearsal {
  private static final List<String> CALLS =
      List.of(
          "--version", "--help", "version", "version --output json", "backup run --help", "oops");

  private Rehearsal() {}

  public static void main(String[] args) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
    Terminal terminal = new Terminal(nowhere, nowhere, false, false, Map.of(), Clock.system());
    Interruption.guard(
        () ->
            CALLS.stream()
                .map(call -> List.of(call.split(" ", -1)))
                .mapToInt(call -> Main.run(new RootCommand(), call, terminal))
                .max()
                .orElse(0));
  }
}
