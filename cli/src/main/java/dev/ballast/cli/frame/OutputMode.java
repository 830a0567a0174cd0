package dev.ballast.cli.frame;

import java.util.Locale;

/// The two renderings of a report.
public enum OutputMode {
  TEXT,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
