package dev.ballast.cli;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.server.Places;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The process: one command line in, one exit status out.
public final class Main {
  private final CommandLine commands;
  private final Terminal terminal;

  private Main(CommandLine commands, Terminal terminal) {
    this.commands = commands;
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    System.exit(Interruption.guard(() -> run(args, terminal)));
  }

  /// Runs one command line to its end. Nothing is thrown: whatever goes wrong is told on the
  /// terminal's error stream and in the exit status, one of [ExitCode].
  static int run(String[] args, Terminal terminal) {
    return run(new RootCommand(), args, terminal);
  }

  /// As [#run(String[], Terminal)] with another set of commands.
  static int run(Object root, String[] args, Terminal terminal) {
    List<String> arguments = List.copyOf(Arrays.asList(args));
    CommonOptions options = CommonOptions.guessedFrom(arguments);
    try {
      return new Main(CommandTree.of(root), terminal).execute(args);
    } catch (Fault fault) {
      return fail(fault, options, terminal);
    } catch (RuntimeException | Error defect) {
      return fail(explain(defect, arguments, terminal), options, terminal);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private int execute(String[] args) {
    ParseResult parsed = parse(args);
    if (parsed.isVersionHelpRequested()) {
      commands.printVersionHelp(terminal.out());
      return ExitCode.DONE.status();
    }
    ParseResult last = deepest(parsed);
    CommandLine command = last.commandSpec().commandLine();
    if (last.isUsageHelpRequested() || last == parsed && !isLeaf(command)) {
      print(command.getUsageMessage(ansi()));
      return ExitCode.DONE.status();
    }
    if (!isLeaf(command)) {
      throw verbMissing(last);
    }
    return runLeaf(command.getCommand(), CommandTree.commonOptions(last.commandSpec()));
  }

  private static boolean isLeaf(CommandLine command) {
    return command.getCommand() instanceof LeafCommand;
  }

  private ParseResult parse(String[] args) {
    try {
      return commands.parseArgs(args);
    } catch (ParameterException e) {
      throw usage(e);
    }
  }

  private int runLeaf(LeafCommand leaf, CommonOptions options) {
    Style talk = options.style(terminal.errIsTerminal(), terminal.environment());
    Report report = leaf.run(new Console(terminal, talk, options.quiet()));
    switch (options.output()) {
      case JSON -> print(Json.pretty(new Envelope(report.schema(), report)) + "\n");
      case TEXT -> {
        Page page = new Page(options.style(terminal.outIsTerminal(), terminal.environment()));
        report.print(page);
        print(page.toString());
      }
    }
    return report.exit().status();
  }

  /// The outer object of every JSON result.
  private record Envelope(String schema, Report result) {}

  private void print(String text) {
    terminal.out().print(text);
  }

  private CommandLine.Help.Ansi ansi() {
    Style style = new CommonOptions().style(terminal.outIsTerminal(), terminal.environment());
    return style == Style.COLOURED ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }

  private static ParseResult deepest(ParseResult parsed) {
    ParseResult result = parsed;
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result;
  }

  private static Fault verbMissing(ParseResult parsed) {
    String name = parsed.commandSpec().qualifiedName();
    String verbs = String.join(", ", CommandTree.verbs(parsed.commandSpec()));
    return Fault.of(CliError.USAGE_ERROR, name + " needs a command")
        .hint("One of: " + verbs + ". See " + name + " --help.");
  }

  private static Fault usage(ParameterException e) {
    String primary = primary(e);
    String help = "See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.";
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String hint =
        suggestions.isEmpty() ? help : "Perhaps " + String.join(" or ", suggestions) + "? " + help;
    return Fault.of(CliError.USAGE_ERROR, primary).hint(hint).cause(e);
  }

  private static String primary(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      return "unknown command or argument '" + String.join(" ", unmatched.getUnmatched()) + "'";
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /// An interrupt shows in many shapes, such as a closed channel in the middle of a read; all else
  /// that is not a [Fault] is a defect.
  private static Fault explain(Throwable defect, List<String> arguments, Terminal terminal) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted("running the command").cause(defect);
    }
    return CrashFile.report(
        defect, arguments, Places.state().resolve("crashes"), terminal.clock().now());
  }

  private static int fail(Fault fault, CommonOptions options, Terminal terminal) {
    ErrorMessage message = ErrorMessage.of(fault);
    Style style = options.style(terminal.errIsTerminal(), terminal.environment());
    terminal
        .err()
        .print(options.output() == OutputMode.JSON ? message.json() : message.text(style));
    return message.exit();
  }
}
