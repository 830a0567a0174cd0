package dev.ballast.report.protect;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// The commands that a server calls for its log.
public record LogSettingsReport(String archiveCommand, String restoreCommand) implements Report {

  /// The two commands.
  ///
  /// @param program that is Ballast
  /// @param options of both, one word each
  /// @param spool the folder, as the server names it; empty for the usual one
  public static LogSettingsReport of(String program, List<String> options, String spool) {
    String ballast = word(program) + " wal ";
    StringBuilder typed = new StringBuilder();
    options.forEach(option -> typed.append(' ').append(word(option)));
    if (!spool.isEmpty()) {
      typed.append(" --spool ").append(word(spool));
    }
    String folder = literal(spool.isEmpty() ? "pg_wal/ballast-spool" : spool);
    String mark = ShellWord.of(folder + "/%f.pushed");
    return new LogSettingsReport(
        "test " + mark + " -nt %p && rm " + mark + " || " + ballast + "push" + typed + " %p",
        "mv "
            + ShellWord.of(folder + "/%f")
            + " %p 2> /dev/null || "
            + ballast
            + "fetch"
            + typed
            + " %f %p");
  }

  private static String word(String text) {
    return ShellWord.of(literal(text));
  }

  /// The server replaces what follows a percent sign.
  private static String literal(String text) {
    return text.replace("%", "%%");
  }

  @Override
  public String schema() {
    return "wal-settings/1";
  }

  @Override
  public void print(Page page) {
    page.line("archive_command = " + quoted(archiveCommand));
    page.line("restore_command = " + quoted(restoreCommand));
  }

  /// As a value in postgresql.conf, where a backslash begins an escape.
  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
