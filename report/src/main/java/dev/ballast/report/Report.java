package dev.ballast.report;

import dev.ballast.evidence.ExitCode;

/// What was found or done, as a value with two renderings. Implementations are records: their
/// components are the JSON form, [#print] is the text form.
public interface Report {

  /// Name and version of the JSON form, such as `backup-list/1`. The number grows with every
  /// change that could break a reader.
  String schema();

  /// How the process ends.
  default ExitCode exit() {
    return ExitCode.DONE;
  }

  /// Writes the text form.
  void print(Page page);
}
