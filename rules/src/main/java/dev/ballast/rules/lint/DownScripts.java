package dev.ballast.rules.lint;

/// What is judged of a down script: it runs seldom, and against a schema that is older than the
/// application.
public enum DownScripts {
  /// What it destroys and what it blocks when it is used.
  DAMAGE,
  /// All that is judged of an up script.
  ALL;

  /// Whether what a rule finds in a down script is reported.
  public boolean judges(Rule rule) {
    return judges(rule, RulePage.of(rule.id()).card().category());
  }

  boolean judges(Rule rule, Category category) {
    return switch (this) {
      case ALL -> true;
      case DAMAGE ->
          switch (category) {
            case LOSS, DURATION, QUEUE -> true;
            case COMPATIBILITY, CORRECTNESS, SECURITY, DESIGN, CUSTOM -> rule.destroys();
          };
    };
  }
}
