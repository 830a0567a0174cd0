package dev.ballast.migrations.tool;

import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.SourceText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reports a file that seems to hold both directions for a tool that is not known here: its way
/// back would be read as part of the way forward.
final class UnknownMarks {
  /// A comment that says one word.
  private static final Pattern MARK =
      Pattern.compile("\\s*(?:--|#|/\\*)[^\\p{L}]*(up|down)(?:grade|s)?[^\\p{L}]*");

  /// What Django writes where an operation is a program.
  private static final Pattern NO_SQL = Pattern.compile("--.*CANNOT BE WRITTEN AS SQL.*");

  private UnknownMarks() {}

  /// Reports what `sqlmigrate` of Django leaves out.
  static void reportWhatIsNoSql(SourceFile file, SourceProblems problems) {
    SourceText text = file.text();
    for (int number = 1; number <= text.lines(); number++) {
      if (NO_SQL.matcher(text.line(number).strip()).matches()) {
        problems.warning(
            "operation-not-sql",
            file.name(),
            number,
            "an operation of the migration is a program, so what it does is not known",
            "Trace the migration, or review the program for locks and for the rows it writes.");
      }
    }
  }

  static void report(SourceFile file, SourceProblems problems) {
    SourceText text = file.text();
    boolean up = false;
    for (int number = 1; number <= text.lines(); number++) {
      String line = text.line(number);
      if (line.length() > 80) {
        continue;
      }
      Matcher mark = MARK.matcher(line.toLowerCase(Locale.ROOT));
      if (!mark.matches()) {
        continue;
      }
      if (mark.group(1).equals("up")) {
        up = true;
      } else if (up) {
        problems.warning(
            "marks-unknown",
            file.name(),
            number,
            "this line looks like the beginning of a way back, for a tool that is not known here; it"
                + " was read as part of the way forward",
            "Say which tool it is with --tool, or keep the way back in x.down.sql.");
        return;
      }
    }
  }
}
