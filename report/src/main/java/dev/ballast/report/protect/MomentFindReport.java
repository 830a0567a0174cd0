package dev.ballast.report.protect;

import dev.ballast.protect.moment.FoundEvents;
import dev.ballast.protect.moment.LogEvent;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was dropped, truncated, deleted or updated in the log after a backup.
///
/// @param backup the one whose log was read
/// @param found what was found, oldest first
public record MomentFindReport(String backup, FoundEvents found) implements Report {
  @Override
  public String schema() {
    return "moment-find/1";
  }

  @Override
  public void print(Page page) {
    page.line(
        "read the log after backup %s: %s to %s%s"
            .formatted(
                backup,
                found.from(),
                found.to(),
                found.times().map(t -> ", " + t.oldest() + " to " + t.newest()).orElse("")));
    if (found.events().isEmpty()) {
      page.line("nothing of what was sought is in it; what happened before is after older backups");
      page.line(
          "names of tables and databases are compared as the catalogs have them, case included");
    } else {
      page.blank();
      List<List<String>> rows = new ArrayList<>();
      found.events().forEach(event -> rows.add(row(event)));
      page.table(
          List.of("WHEN", "WHAT", "OF", "ROWS", "TRANSACTION", "BEFORE", "COMMIT", "DOUBTS"), rows);
      page.blank();
      page.line(
          "to have one back: ballast restore "
              + backup
              + " --to <folder> --to-lsn <its LSN under BEFORE>");
    }
    found.notes().forEach(page::line);
  }

  private static List<String> row(LogEvent event) {
    return List.of(
        event.at().toString(),
        event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        event.subject().text(),
        rows(event),
        Long.toString(event.xid()),
        event.before().toString(),
        event.commit().toString(),
        event.doubts().orElse(""));
  }

  /// What is dropped or truncated was counted before, by ANALYZE.
  private static String rows(LogEvent event) {
    if (event.rows().isEmpty()) {
      return "unknown";
    }
    String number = Long.toString(event.rows().getAsLong());
    return switch (event.kind()) {
      case DELETED, UPDATED -> number;
      case DROPPED, TRUNCATED, DATABASE_DROPPED -> "about " + number;
    };
  }
}
