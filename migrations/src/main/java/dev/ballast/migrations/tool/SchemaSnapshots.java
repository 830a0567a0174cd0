package dev.ballast.migrations.tool;

import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the whole schema among migrations: `structure.sql` of Rails and Ecto, `schema.sql` of
/// others. Tools write it after the last migration and do not run it as one.
final class SchemaSnapshots {
  private static final Pattern NAME =
      Pattern.compile("(?:schema|structure)\\.sql", Pattern.CASE_INSENSITIVE);
  private static final String DUMP = "-- PostgreSQL database dump";
  private static final int HEAD_CHARS = 1000;
  private static final Pattern NUMBERED = Pattern.compile("[0-9].*");

  private SchemaSnapshots() {}

  /// The files without those that hold a whole schema, which are reported.
  static List<SourceFile> apart(SourceSet sources, SourceProblems problems) {
    boolean besideMigrations =
        !sources.companions(Companion.PROGRAM).isEmpty()
            || sources.files().stream().anyMatch(SchemaSnapshots::isNumbered);
    List<SourceFile> migrations = new ArrayList<>();
    for (SourceFile file : sources.files()) {
      if (besideMigrations
          && !file.found().asked()
          && !isNumbered(file)
          && (NAME.matcher(file.fileName()).matches() || isDump(file))) {
        problems.info(
            "schema-snapshot",
            file.name(),
            0,
            "it is a snapshot of the whole schema beside migrations, so it was not read as one of"
                + " them",
            "Where it is the schema before the first migration that is checked, name it with"
                + " --schema.");
      } else {
        migrations.add(file);
      }
    }
    return migrations;
  }

  private static boolean isDump(SourceFile file) {
    String text = file.text().text();
    return text.substring(0, Math.min(text.length(), HEAD_CHARS)).contains(DUMP);
  }

  private static boolean isNumbered(SourceFile file) {
    return NUMBERED.matcher(file.relative()).matches()
        || NUMBERED.matcher(file.fileName()).matches();
  }
}
