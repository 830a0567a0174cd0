package dev.ballast.report.protect;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// The commands that a server calls for its log.
public record LogSettingsReport(String archiveCommand, String restoreCommand) implements Report {

  /// The two commands.
  ///
  /// @param program that is Ballast
  /// @param spool the folder, as the server names it
  /// @param vault the options that name the vault; empty for those of the configuration
  public static LogSettingsReport of(String program, String target, String spool, String vault) {
    String ballast = ShellWord.of(program) + " wal ";
    String options =
        " --quiet --target "
            + ShellWord.of(target)
            + (vault.isEmpty() ? "" : " " + vault)
            + (spool.isEmpty() ? "" : " --spool " + ShellWord.of(spool));
    String folder = spool.isEmpty() ? "pg_wal/ballast-spool" : spool;
    String mark = ShellWord.of(folder + "/%f.pushed");
    return new LogSettingsReport(
        "test " + mark + " -nt %p && rm " + mark + " || " + ballast + "push" + options + " %p",
        "mv "
            + ShellWord.of(folder + "/%f")
            + " %p 2> /dev/null || "
            + ballast
            + "fetch"
            + options
            + " %f %p");
  }

  @Override
  public String schema() {
    return "wal-settings/1";
  }

  @Override
  public void print(Page page) {
    page.line("archive_command = '" + archiveCommand.replace("'", "''") + "'");
    page.line("restore_command = '" + restoreCommand.replace("'", "''") + "'");
  }
}
