package dev.ballast.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// `--spool`, for the commands that a server calls for each segment.
final class SpoolOption {
  /// In `pg_wal`, so that no base backup takes it along, and a file moves into its place at once.
  static final String DEFAULT = "pg_wal/ballast-spool";

  @Option(
      names = "--spool",
      paramLabel = "<folder>",
      order = 4,
      defaultValue = DEFAULT,
      description =
          "Where segments wait that were fetched ahead, and marks of those that were pushed ahead."
              + " Default: ${DEFAULT-VALUE}, below the data directory that the server calls from.")
  private Path folder = Path.of(DEFAULT);

  /// As it was given; empty for the default.
  String asTyped() {
    return folder.equals(Path.of(DEFAULT)) ? "" : folder.toString();
  }

  Path folder() {
    return folder.toAbsolutePath().normalize();
  }
}
