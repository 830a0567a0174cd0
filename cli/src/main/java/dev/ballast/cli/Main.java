package dev.ballast.cli;

import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.cli.frame.VisibleStream;
import dev.ballast.evidence.Clock;
import java.util.List;

/// The process: one command line in, one exit status out.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(start(new RootCommand(), args));
  }

  /// Runs one command line of this process to its end and returns the exit status, one of
  /// [dev.ballast.evidence.ExitCode]. Nothing is thrown: whatever goes wrong is reported on
  /// standard error. A signal interrupts the command, see [Interruption].
  ///
  /// @param root picocli's root command
  public static int start(Object root, String[] args) {
    Terminal terminal = terminalOfThisProcess();
    System.setOut(VisibleStream.before(System.out));
    System.setErr(VisibleStream.before(System.err));
    Interruption interruption = new Interruption();
    return interruption.guard(
        () ->
            CommandRun.of(root, List.of(args), terminal)
                .interruptedBy(interruption::signalled)
                .status());
  }

  static int run(Object root, List<String> arguments, Terminal terminal) {
    return CommandRun.of(root, arguments, terminal).status();
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
