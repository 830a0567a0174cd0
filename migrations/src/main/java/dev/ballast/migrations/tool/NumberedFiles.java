package dev.ballast.migrations.tool;

import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files with one number each, by these.
///
/// @param names the number is the first group
/// @param expected what a name should be like
record NumberedFiles(Tool tool, Pattern names, String expected) {
  /// The files whose names are those of migrations, and standard input; others are reported.
  Versions<VersionNumber> of(List<SourceFile> files, SourceProblems problems) {
    Versions<VersionNumber> versions = new Versions<>(tool, problems);
    for (SourceFile file : files) {
      Matcher name = names.matcher(file.fileName());
      if (name.matches()) {
        versions.add(new VersionNumber(name.group(1)), name.group(1), file);
      } else if (file.isStandardInput()) {
        versions.add(new VersionNumber(""), "", file);
      } else {
        problems.notAMigration(tool, file, expected);
      }
    }
    return versions;
  }
}
