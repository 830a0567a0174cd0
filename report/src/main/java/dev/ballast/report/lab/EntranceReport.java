package dev.ballast.report.lab;

import dev.ballast.lab.clone.CloneEntrance;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.protect.ShellWord;

/// A running copy of a clone, and how to enter it.
///
/// @param conninfo in libpq's form; it names the file with the password
/// @param copy how the copy was made
/// @param isolation what keeps the code of its databases from this machine
public record EntranceReport(String name, String conninfo, String copy, String isolation)
    implements Report {

  public static EntranceReport of(RunningClone running, CloneEntrance entrance) {
    return new EntranceReport(
        running.record().name(),
        entrance.conninfo(),
        running.copy().means().display(),
        running.isolation().display());
  }

  @Override
  public String schema() {
    return "clone-entrance/1";
  }

  @Override
  public void print(Page page) {
    page.line("copy of clone " + name + ": " + copy);
    page.line("isolation: " + isolation);
    page.line("psql " + ShellWord.of(conninfo));
  }
}
