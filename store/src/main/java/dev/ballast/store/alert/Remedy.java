package dev.ballast.store.alert;

import static java.util.Objects.requireNonNull;

/// One way to end what is wrong.
///
/// @param what what it does, in a sentence without a full stop
/// @param command to be copied as it is: SQL, or a command of a shell
public record Remedy(String what, String command) {
  public Remedy {
    requireNonNull(what, "what is null");
    requireNonNull(command, "command is null");
  }
}
