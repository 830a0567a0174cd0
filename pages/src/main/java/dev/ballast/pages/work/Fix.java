package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

/// One way to end what is wrong.
///
/// @param what as a sentence
/// @param command to be copied as it is
public record Fix(String what, String command) {
  public Fix {
    requireNonNull(what, "what is null");
    requireNonNull(command, "command is null");
  }
}
