package dev.ballast.protect.forecast;

/// A step of a recovery, in the order in which they are done.
public enum Step {
  RESTORE("restore"),
  WAL_CHECK("WAL check"),
  REPLAY("start and replay"),
  PROMOTION("promotion"),
  /// Can be done beside the recovered server: not part of the recovery time.
  VERIFICATION("verification");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  /// In human-readable form.
  public String title() {
    return title;
  }

  /// Whether the recovered server waits for it.
  public boolean isAwaited() {
    return this != VERIFICATION;
  }
}
