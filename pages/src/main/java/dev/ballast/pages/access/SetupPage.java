package dev.ballast.pages.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Where a person sets a password by a one-time link.
///
/// @param user as it was entered before
/// @param refused why the last attempt was refused
public record SetupPage(String user, Optional<String> refused) {
  public SetupPage {
    requireNonNull(user, "user is null");
    requireNonNull(refused, "refused is null");
  }
}
