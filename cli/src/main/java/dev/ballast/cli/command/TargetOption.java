package dev.ballast.cli.command;

import dev.ballast.report.protect.ShellWord;
import dev.ballast.targets.config.Target;
import picocli.CommandLine.Option;

/// `--target`, for commands that work on one guarded server.
public final class TargetOption {
  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      required = true,
      order = 1,
      description =
          "The guarded server: a name from the configuration, or"
              + " postgresql://user@host:port/database.")
  private String target = "";

  Target required(ConfigurationOption configuration) {
    return configuration.target(target);
  }

  /// As it was given.
  String name() {
    return target;
  }

  String asTyped() {
    return " --target " + ShellWord.of(target);
  }
}
