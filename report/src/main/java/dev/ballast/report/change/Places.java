package dev.ballast.report.change;

import dev.ballast.change.check.Cause;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where else the cause of a finding shows, in words.
final class Places {
  /// So many of the other places are named; the rest are counted.
  private static final int NAMED = 8;

  private Places() {}

  /// `lines 12, 18, 24 and 25 more`, or `2.sql:3, 4.sql:1 and 7 more` where they are in several
  /// files; empty where there is none.
  static String others(RepeatedFinding finding) {
    if (finding.others().isEmpty()) {
      return "";
    }
    String file = finding.first().file();
    boolean here = finding.others().stream().allMatch(other -> other.file().equals(file));
    Function<MigrationFinding, String> name =
        here ? other -> String.valueOf(other.from().line()) : Places::place;
    List<String> names = finding.others().stream().map(name).distinct().toList();
    String told = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
    return (here ? names.size() == 1 ? "line " : "lines " : "") + told + more;
  }

  /// `db/2.sql:3`.
  static String place(MigrationFinding finding) {
    return finding.file() + ":" + finding.from().line();
  }

  /// The tables that are the cause; empty where it is another.
  static List<String> tables(RepeatedFinding finding) {
    return finding.first().cause() instanceof Cause.SameTables same ? same.tables() : List.of();
  }
}
