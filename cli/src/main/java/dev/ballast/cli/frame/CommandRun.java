package dev.ballast.cli.frame;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Places;
import dev.ballast.report.BallastVersion;
import dev.ballast.report.JsonForm;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Style;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// One command line on its way: parsed, run, its report printed or its failure reported. For one
/// thread.
public final class CommandRun {
  /// Printed, as help is, before the tree of commands is built, which takes most of the time of a
  /// short call.
  private static final List<List<String>> VERSION_CALLS =
      List.of(List.of("--version"), List.of("-V"));

  private final Object root;
  private final List<String> arguments;
  private final Terminal terminal;
  private final BooleanSupplier interrupted;

  private CommandRun(
      Object root, List<String> arguments, Terminal terminal, BooleanSupplier interrupted) {
    this.root = root;
    this.arguments = List.copyOf(arguments);
    this.terminal = terminal;
    this.interrupted = interrupted;
  }

  /// Prepares one run.
  ///
  /// @param root an object with picocli's `@Command`, whose subcommands are groups and
  /// [LeafCommand]s
  public static CommandRun of(Object root, List<String> arguments, Terminal terminal) {
    return new CommandRun(root, arguments, terminal, () -> Thread.currentThread().isInterrupted());
  }

  /// Asks also this one whether the process is being interrupted: a fault that breaks out then is
  /// the interrupt's, whatever it says. Ctrl-C also ends the servers that Ballast has started, and
  /// their lost connections may be noticed first.
  public CommandRun interruptedBy(BooleanSupplier signal) {
    return new CommandRun(
        root,
        arguments,
        terminal,
        () -> signal.getAsBoolean() || Thread.currentThread().isInterrupted());
  }

  /// Runs to the end and returns the exit status. Nothing is thrown. This is the one place that may
  /// catch everything: below it, whatever is not a [Fault] is a defect.
  public int status() {
    CommonOptions options = CommonOptions.guessedFrom(arguments);
    try {
      int status = execute();
      // The stream keeps what went wrong to itself.
      if (terminal.out().checkError()) {
        throw Fault.of(CliError.OUTPUT_NOT_WRITTEN, "the result could not be written")
            .detail("standard output is closed, or there is no room behind it")
            .hint("What the command did is done. For its result, run it again with room for it.");
      }
      return status;
    } catch (Fault fault) {
      return fail(explain(fault), options);
    } catch (RuntimeException | Error defect) {
      return fail(explain(defect), options);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private int execute() {
    if (VERSION_CALLS.contains(arguments)) {
      print(BallastVersion.line() + "\n");
      return ExitCode.DONE.status();
    }
    Optional<String> page = ManualPage.askedFor(CommandTree.nameOf(root), arguments);
    if (page.isPresent()) {
      printHelp(page.get());
      return ExitCode.DONE.status();
    }
    ParseResult parsed = parse(tree());
    ParseResult last = deepest(parsed);
    CommandLine command = last.commandSpec().commandLine();
    if (!isLeaf(command)) {
      requireKnown(command, last.unmatched());
    }
    if (last.isUsageHelpRequested() || (!parsed.hasSubcommand() && !isLeaf(command))) {
      printHelp(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
      return ExitCode.DONE.status();
    }
    if (!isLeaf(command)) {
      throw verbMissing(last);
    }
    return runLeaf(command.getCommand(), CommandTree.commonOptions(last.commandSpec()));
  }

  /// The parser lets every word pass where help is requested; the page of another command than the
  /// one that was named is no help.
  private static void requireKnown(CommandLine group, List<String> unmatched) {
    if (!unmatched.isEmpty() && !unmatched.getFirst().startsWith("-")) {
      throw usage(new UnmatchedArgumentException(group, unmatched));
    }
  }

  private static boolean isLeaf(CommandLine command) {
    return command.getCommand() instanceof LeafCommand;
  }

  /// Help of a group, which only the root prints without being asked, shows every command.
  private CommandLine tree() {
    boolean named = !arguments.isEmpty() && !arguments.getFirst().startsWith("-");
    boolean help = arguments.contains("--help") || arguments.contains("-h");
    return named && !help ? CommandTree.of(root, arguments) : CommandTree.of(root);
  }

  private ParseResult parse(CommandLine commands) {
    try {
      return commands.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw usage(e);
    }
  }

  private int runLeaf(LeafCommand leaf, CommonOptions options) {
    Style talk = options.style(terminal.errIsTerminal(), terminal.environment());
    AtomicReference<Report> published = new AtomicReference<>();
    Report report =
        leaf.run(
            new Console(
                terminal,
                talk,
                options.quiet(),
                early -> {
                  published.set(early);
                  print(early, options);
                  terminal.out().flush();
                }));
    if (!report.equals(published.get())) {
      print(report, options);
    }
    Optional<Fault> afterwards = report.afterwards();
    if (afterwards.isPresent()) {
      terminal.out().flush();
      throw afterwards.get();
    }
    return report.exit().status();
  }

  private void print(Report report, CommonOptions options) {
    switch (options.output()) {
      case JSON -> print(JsonForm.of(report));
      case TEXT -> {
        Page page = new Page(options.style(terminal.outIsTerminal(), terminal.environment()));
        report.print(page);
        print(page.toString());
      }
    }
  }

  private void print(String text) {
    terminal.out().print(text);
  }

  private void printHelp(String help) {
    Style style = new CommonOptions().style(terminal.outIsTerminal(), terminal.environment());
    print(Style.ready(ManualPage.styled(help, style)));
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
    // That options exclude each other is the one message that calls itself an error.
    String message =
        String.valueOf(e.getMessage())
            .lines()
            .findFirst()
            .orElse("wrong usage")
            .replaceFirst("^Error: ", "");
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private Fault explain(Fault fault) {
    return fault.code() != CommonError.INTERRUPTED && interrupted.getAsBoolean()
        ? CommonError.interrupted("running the command").detail(fault.getMessage()).cause(fault)
        : fault;
  }

  /// An interrupt shows in many shapes, such as a closed channel in the middle of a read; all else
  /// that is not a [Fault] is a defect.
  private Fault explain(Throwable defect) {
    if (interrupted.getAsBoolean()) {
      return CommonError.interrupted("running the command").cause(defect);
    }
    return CrashFile.report(
        defect, arguments, Places.state().resolve("crashes"), terminal.clock().now());
  }

  private int fail(Fault fault, CommonOptions options) {
    ErrorMessage message = ErrorMessage.of(fault);
    Style style = options.style(terminal.errIsTerminal(), terminal.environment());
    terminal
        .err()
        .print(options.output() == OutputMode.JSON ? message.json() : message.text(style));
    return message.exit();
  }
}
