package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;

/// Texts that people write and others read in a list.
public final class OneLine {
  private static final int LONGEST = 500;

  private OneLine() {}

  /// The text without white space around it. Throws `request-invalid` where it is not one line.
  ///
  /// @param what what the text is, for people
  public static String of(String what, String text) {
    String line = text.strip();
    if (line.isEmpty()
        || line.length() > LONGEST
        || line.chars().anyMatch(Character::isISOControl)) {
      throw Fault.of(
          ServerError.REQUEST_INVALID,
          "%s is not one line of 1 to %d characters".formatted(what, LONGEST));
    }
    return line;
  }
}
