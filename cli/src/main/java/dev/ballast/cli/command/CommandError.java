package dev.ballast.cli.command;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ExitCode;

/// The errors of what the options of a command say together.
public enum CommandError implements ErrorCode {
  VAULT_NOT_NAMED(Blame.USER, ExitCode.USAGE, "the command cannot tell which vault is meant"),
  OPTION_INVALID(Blame.USER, ExitCode.USAGE, "the value of an option cannot be used");

  private final Blame blame;
  private final ExitCode exit;
  private final String meaning;

  CommandError(Blame blame, ExitCode exit, String meaning) {
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
