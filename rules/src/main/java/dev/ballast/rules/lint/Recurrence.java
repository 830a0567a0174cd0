package dev.ballast.rules.lint;

/// What several hazards of one rule in one file have in common, so that a report names their cause
/// once. Each remains a hazard of its own: it is accepted, fixed and counted separately.
public enum Recurrence {
  /// Nothing: each has a cause of its own.
  NONE("each finding is reported for itself"),
  /// The tables: what makes one of them harmless usually does so for all on the same table.
  TABLE("findings on the same tables of one file are reported as one"),
  /// The file: one habit or one setting of it, such as a missing timeout.
  FILE("findings of one file are reported as one"),
  /// All scripts that are checked: a custom of the project, such as how it writes times.
  PROJECT("findings of all files are reported as one");

  private final String meaning;

  Recurrence(String meaning) {
    this.meaning = meaning;
  }

  /// What a report makes of several findings.
  public String meaning() {
    return meaning;
  }
}
