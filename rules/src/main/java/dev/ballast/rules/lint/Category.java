package dev.ballast.rules.lint;

/// What kind of harm a rule is about; it decides how the context moves the severity.
public enum Category {
  /// A lock is held for as long as the data takes: size and traffic decide.
  DURATION("held as long as the data takes"),
  /// A lock is held for an instant, but a statement that waits for it makes everything behind it
  /// wait.
  QUEUE("brief, once the lock is got"),
  /// Rows or definitions are gone, or integrity is off.
  LOSS("data or integrity is lost"),
  /// The application that runs now does not fit the schema after it.
  COMPATIBILITY("the running application breaks"),
  /// The statement fails, or does not do what it seems to.
  CORRECTNESS("fails, or does something else"),
  /// Who may see or do what changes.
  SECURITY("who may see or do what"),
  /// A choice that is costly to fix later.
  DESIGN("costly to fix later"),
  /// A custom of the house; off until a configuration turns it on.
  CUSTOM("a custom of the house");

  private final String meaning;

  Category(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
