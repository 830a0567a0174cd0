package dev.ballast.cli.command.lab;

import picocli.CommandLine.Parameters;

/// The clone that is meant, for commands that work on one.
final class CloneArgument {
  @Parameters(
      index = "0",
      paramLabel = "<clone>",
      description = "The name of the clone, as 'ballast lab list' prints it.")
  private String name = "";

  String name() {
    return name;
  }
}
