package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ballast generate-completion`
@Command(
    name = "generate-completion",
    header = "Print a script that completes commands and options in bash and zsh.",
    description = "The script fits this version of Ballast; load it again after an update.")
@Example("source <(ballast generate-completion)")
@Exits({})
public final class CompletionCommand implements LeafCommand {
  @Spec private CommandSpec spec;

  /// What a run of this command finds.
  public record Completion(String shell, String script) implements Report {
    @Override
    public String schema() {
      return "completion/1";
    }

    @Override
    public void print(Page page) {
      script.lines().forEach(page::line);
    }
  }

  @Override
  public Report run(Console console) {
    CommandSpec root = spec.root();
    return new Completion("bash", AutoComplete.bash(root.name(), root.commandLine()));
  }
}
