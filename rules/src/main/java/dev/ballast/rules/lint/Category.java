package dev.ballast.rules.lint;

/// What kind of harm a rule is about; it decides how the context moves the severity.
public enum Category {
  /// A lock is held for as long as the data takes: size and traffic decide.
  DURATION("held as long as the data takes", Recurrence.TABLE),
  /// A lock is held for an instant, but a statement that waits for it makes everything behind it
  /// wait.
  QUEUE("brief, once the lock is got", Recurrence.TABLE),
  /// Rows or definitions are gone, or integrity is off.
  LOSS("data or integrity is lost", Recurrence.TABLE),
  /// The application that runs now does not fit the schema after it.
  COMPATIBILITY("the running application breaks", Recurrence.TABLE),
  /// The statement fails, or does not do what it seems to.
  CORRECTNESS("fails, or does something else", Recurrence.TABLE),
  /// Who may see or do what changes.
  SECURITY("who may see or do what", Recurrence.TABLE),
  /// A choice that is costly to fix later.
  DESIGN("costly to fix later", Recurrence.FILE),
  /// A custom of the house; off until a configuration turns it on.
  CUSTOM("a custom of the house", Recurrence.FILE);

  private final String meaning;
  private final Recurrence recurrence;

  Category(String meaning, Recurrence recurrence) {
    this.meaning = meaning;
    this.recurrence = recurrence;
  }

  /// What the hazards of such a rule usually have in common; a rule's page can say otherwise.
  public Recurrence recurrence() {
    return recurrence;
  }

  public String meaning() {
    return meaning;
  }
}
