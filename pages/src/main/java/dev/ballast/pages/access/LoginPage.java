package dev.ballast.pages.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Where a person logs in.
///
/// @param to the page to return to
/// @param user as it was entered before
/// @param refused why the last attempt was refused
/// @param provider the host of the provider where people log in, if there is one
public record LoginPage(
    String to, String user, Optional<String> refused, Optional<String> provider) {
  public LoginPage {
    requireNonNull(to, "to is null");
    requireNonNull(user, "user is null");
    requireNonNull(refused, "refused is null");
    requireNonNull(provider, "provider is null");
  }
}
