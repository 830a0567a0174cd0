package dev.ballast.observe.anomaly;

/// In which way a series left what was expected.
public enum Departure {
  /// A value is further from its prediction than values were before.
  VALUE("value"),
  /// Values of about an hour are on one side of their predictions, further than before.
  DRIFT("level"),
  /// A value is outside of everything that was seen.
  EXTREME("extreme");

  private final String title;

  Departure(String title) {
    this.title = title;
  }

  /// As it is reported.
  public String title() {
    return title;
  }
}
