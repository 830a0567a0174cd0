package dev.ballast.server.page;

import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.target.TargetPage.Panel;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.page.Courses.Course;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What generated the write-ahead log of a period: by statement, and what no statement that is
/// counted did.
record WalShares(TargetState state, Courses courses) {
  private static final int SHOWN = 8;
  private static final String DASH = Unit.BYTES.text(Double.NaN);

  Panel panel() {
    Layout layout = state.family("statement").orElseThrow().family().layout();
    List<Course> all = courses.all(layout, "wal_bytes", true);
    double statements = all.stream().mapToDouble(course -> course.steps().total()).sum();
    Steps log = courses.one(layout("wal"), Labels.NONE, "bytes", true);
    double whole = Math.max(log.total(), statements);
    List<List<String>> rows = new ArrayList<>();
    all.stream()
        .filter(course -> course.steps().total() > 0)
        .sorted(Comparator.comparingDouble(course -> -course.steps().total()))
        .limit(SHOWN)
        .forEach(course -> rows.add(row(layout, course, whole)));
    double others =
        all.stream()
            .mapToDouble(course -> course.steps().total())
            .filter(bytes -> bytes > 0)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .skip(SHOWN)
            .mapToDouble(Double::doubleValue)
            .sum();
    if (others > 0) {
      rows.add(of("all other statements", others, whole));
    }
    if (!rows.isEmpty() && log.total() > statements) {
      rows.add(of("no counted statement, such as vacuum", log.total() - statements, whole));
    }
    return new Panel(
        "wal-statements",
        "Write-ahead log by statement",
        List.of("Statement", "Log", "Share", "Records", "Images of whole pages"),
        rows,
        "No statement generated any in this period, or none was counted.");
  }

  private List<String> row(Layout layout, Course course, double whole) {
    Labels labels = course.labels();
    return List.of(
        StatementShares.named(state, labels),
        Unit.BYTES.text(course.steps().total()),
        Unit.SHARE.text(course.steps().total() / whole),
        counted(layout, labels, "wal_records"),
        counted(layout, labels, "wal_images"));
  }

  /// A dash where it was not counted.
  private String counted(Layout layout, Labels labels, String metric) {
    Steps steps = courses.one(layout, labels, metric, true);
    return steps.isEmpty() ? DASH : Unit.COUNT.text(steps.total());
  }

  private static List<String> of(String name, double bytes, double whole) {
    return List.of(name, Unit.BYTES.text(bytes), Unit.SHARE.text(bytes / whole), DASH, DASH);
  }

  private Layout layout(String family) {
    return state.family(family).orElseThrow().family().layout();
  }
}
