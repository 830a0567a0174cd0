package dev.ballast.observe.family;

/// What a figure counts. Base units only, so that no figure has to be converted before it is
/// compared.
public enum Unit {
  BYTES("bytes"),
  SECONDS("seconds"),
  /// Seconds since 1970.
  TIMESTAMP("timestamp_seconds"),
  TRANSACTIONS("transactions"),
  /// Whatever the metric's name says.
  NUMBER("");

  private final String suffix;

  Unit(String suffix) {
    this.suffix = suffix;
  }

  /// How a metric's name ends, as Prometheus' naming asks for; empty where it ends otherwise.
  public String suffix() {
    return suffix;
  }
}
