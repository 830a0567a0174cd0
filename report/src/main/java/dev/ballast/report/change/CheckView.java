package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// How a check's result is printed.
///
/// @param threshold from which severity on a finding must be changed before merge
/// @param details of at most so many findings in the text
/// @param format the form to print instead of the text
public record CheckView(Threshold threshold, int details, Optional<CheckFormat> format) {
  /// Some screens full, the worst findings first among them.
  public static final int DEFAULT_DETAILS = 50;

  public CheckView {
    requireNonNull(threshold, "threshold is null");
    if (details < 0) {
      throw new IllegalArgumentException("details is " + details);
    }
    requireNonNull(format, "format is null");
  }

  /// As text.
  public static CheckView text(Threshold threshold) {
    return new CheckView(threshold, DEFAULT_DETAILS, Optional.empty());
  }
}
