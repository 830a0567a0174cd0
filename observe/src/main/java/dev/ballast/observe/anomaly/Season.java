package dev.ballast.observe.anomaly;

/// The rhythm by which the next value of a series is predicted best.
public enum Season {
  /// None: the value is expected near the level of the last day.
  NONE("no rhythm"),
  /// The time of day.
  DAILY("the daily rhythm"),
  /// The time of day, corrected by the hour of the week.
  WEEKLY("the weekly rhythm");

  private final String title;

  Season(String title) {
    this.title = title;
  }

  /// As it is reported.
  public String title() {
    return title;
  }
}
