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

  @Option(
      names = "--delta",
      order = 22,
      description =
          "Restore over the stopped cluster in --to, which must have the backup's system identifier."
              + " What is there is read and compared with the backup: what is right stays, the rest is"
              + " written, and files that the backup does not have are removed. Until it is done no"
              + " server starts on the folder; after an interruption the same command continues.")
  private boolean delta;

  boolean isDelta() {
    return delta;
  }

  List<String> databases() {
    return databases;
  }

  boolean isDryRun() {
    return dryRun;
  }

  /// A database that is left out can be marked only by a server.
  void requireServer(boolean filesOnly) {
    if (delta && dryRun) {
      throw Fault.of(CommandError.OPTION_INVALID, "--delta and --dry-run exclude each other")
          .hint("Leave out --delta for what a restore into an empty folder would take.");
    }
    if (filesOnly && !databases.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--files-only and --database exclude each other")
          .hint(
              "Leave out --files-only: a server is needed to keep sessions from the databases that"
                  + " are left out.");
    }
  }
}
