package dev.ballast.cli.command;

import dev.ballast.protect.SettingRange;
import picocli.CommandLine.Option;

/// `--ahead`, for the commands that a server calls for each segment.
final class AheadOption {
  private static final SettingRange RANGE = new SettingRange("--ahead", 0, 1000);

  @Option(
      names = "--ahead",
      paramLabel = "<n>",
      order = 5,
      defaultValue = "32",
      description =
          "How many further segments one call takes care of at most, 0 to 1000: of those that follow,"
              + " or of those that the server says are ready. Default: ${DEFAULT-VALUE}.")
  private int count;

  /// As it was given, within its range.
  int count() {
    RANGE.require(count);
    return count;
  }
}
