package dev.ballast.observe.family;

/// How a figure changes.
public enum Kind {
  /// Only upwards, until it begins again at zero.
  COUNTER,
  /// In either direction.
  GAUGE
}
