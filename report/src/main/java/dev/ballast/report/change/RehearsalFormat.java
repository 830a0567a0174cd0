package dev.ballast.report.change;

import java.util.Locale;

/// The forms that the result of a rehearsal can be written in, besides the text for people and
/// Ballast's own JSON.
public enum RehearsalFormat {
  /// A comment for a pull request.
  MARKDOWN,
  /// JUnit's XML, as build servers read it: a rule of the policy is a test.
  JUNIT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
