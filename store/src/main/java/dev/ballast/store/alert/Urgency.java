package dev.ballast.store.alert;

/// How soon somebody has to act, least first.
public enum Urgency {
  /// Nobody has to; it is there for who looks.
  NOTE,
  /// Within days, in working hours.
  TICKET,
  /// Now, at night too.
  PAGE
}
