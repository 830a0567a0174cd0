package dev.ballast.report.server;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// What came of reading a node's configuration again.
///
/// @param added such as `target shop`
/// @param restart settings that differ and count from the next start on
public record ReloadReport(
    List<String> added, List<String> changed, List<String> removed, List<String> restart)
    implements Report {
  public ReloadReport {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    restart = List.copyOf(restart);
  }

  @Override
  public String schema() {
    return "reload/1";
  }

  @Override
  public void print(Page page) {
    added.forEach(name -> page.line("added    " + name));
    changed.forEach(name -> page.line("changed  " + name));
    removed.forEach(name -> page.line("removed  " + name));
    if (added.isEmpty() && changed.isEmpty() && removed.isEmpty()) {
      page.line("what is declared is as before");
    }
    restart.forEach(name -> page.line(name + " differs, and counts from the next start on"));
  }
}
