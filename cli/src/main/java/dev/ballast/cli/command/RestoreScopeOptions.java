package dev.ballast.cli.command;

import dev.ballast.evidence.Fault;
import java.util.List;
import picocli.CommandLine.Option;

/// What of a backup a restore writes, or whether it writes at all.
final class RestoreScopeOptions {
  @Option(
      names = "--database",
      paramLabel = "<name>",
      order = 20,
      description =
          "Restore only this database with its content; may be repeated. template0, template1 and"
              + " postgres are always restored. Of the others every file is there without content and"
              + " without taking room, no session can connect to them, and DROP DATABASE removes"
              + " them. Roles and tablespaces are shared and are restored whole.")
  private List<String> databases = List.of();

  @Option(
      names = "--dry-run",
      order = 21,
      description =
          "Write nothing: print what would be written and where, how much room that needs and there"
              + " is, where replay would stop, how long it is expected to take, and everything that"
              + " the restore would be refused for. Exit code 3 where there is something.")
  private boolean dryRun;

  List<String> databases() {
    return databases;
  }

  boolean isDryRun() {
    return dryRun;
  }

  /// A database that is left out can be marked only by a server.
  void requireServer(boolean filesOnly) {
    if (filesOnly && !databases.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--files-only and --database exclude each other")
          .hint(
              "Leave out --files-only: a server is needed to keep sessions from the databases that"
                  + " are left out.");
    }
  }
}
