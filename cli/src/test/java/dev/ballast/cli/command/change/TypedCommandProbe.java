package dev.ballast.cli.command.change;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command with some options, whose command line is read.
@SuppressWarnings("UnusedVariable") // picocli fills them; the command line is what is read
@Command(name = "rehearse")
final class TypedCommandProbe {
  @Spec private CommandSpec spec;

  @Option(names = {"--output", "--report", "--clone"})
  private List<String> options = List.of();

  @Option(names = {"-q", "--quiet"})
  private boolean quiet;

  @Parameters private List<String> files = List.of();

  /// The command line as `TypedCommand` repeats it.
  static String again(String... words) {
    TypedCommandProbe probe = new TypedCommandProbe();
    new CommandLine(new Group()).addSubcommand(probe).parseArgs(words);
    return new TypedCommand(probe.spec).again();
  }

  @Command(name = "change")
  private static final class Group {}
}
