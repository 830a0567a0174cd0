package dev.ballast.evidence;

import java.util.Arrays;
import java.util.Optional;

/// Why a part of a claim cannot be decided, where that is a choice of the source's operators rather
/// than something that happened.
public enum UndecidedCause {
  /// The cluster was made without page checksums.
  PAGE_CHECKSUMS_OFF("page-checksums-off");

  private final String text;

  UndecidedCause(String text) {
    this.text = text;
  }

  /// As a configuration names it.
  public String text() {
    return text;
  }

  /// The cause of that name.
  public static Optional<UndecidedCause> named(String text) {
    return Arrays.stream(values()).filter(cause -> cause.text.equals(text)).findFirst();
  }
}
