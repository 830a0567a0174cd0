package dev.ballast.cli;

import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.util.List;

/// The process: one command line in, one exit status out.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Terminal terminal = terminalOfThisProcess();
    System.exit(Interruption.guard(() -> run(args, terminal)));
  }

  /// Runs one command line to its end. Nothing is thrown: whatever goes wrong is told on the
  /// terminal's error stream and in the exit status, one of [dev.ballast.evidence.ExitCode].
  static int run(String[] args, Terminal terminal) {
    return CommandRun.of(new RootCommand(), List.of(args), terminal).status();
  }

  /// Whether a stream is a terminal, the launcher knows (`test -t`) and says in the system property
  /// `ballast.terminal`, since Java can only be asked about both streams at once.
  private static Terminal terminalOfThisProcess() {
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
