package dev.ballast.cli.frame;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ExitCode;

/// The errors of reading a command line.
public enum CliError implements ErrorCode {
  USAGE_ERROR(Blame.USER, ExitCode.USAGE, "the command line names an unknown command or option");

  private final Blame blame;
  private final ExitCode exit;
  private final String meaning;

  CliError(Blame blame, ExitCode exit, String meaning) {
    this.blame = blame;
    this.exit = exit;
    this.meaning = meaning;
  }

  @Override
  public Blame blame() {
    return blame;
  }

  @Override
  public ExitCode exit() {
    return exit;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
